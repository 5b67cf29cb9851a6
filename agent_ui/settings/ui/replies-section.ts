/** "Canned replies": the prepared texts of the desk, of its teams and one's own. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import type { CannedItem } from "../../console/models/shelf.js";
import { LANG_NAMES, LANGS } from "../../shared/i18n.js";
import { command } from "../commands.js";
import type { RepliesAsk } from "../keepers/replies.js";
import type { ReplyDraft } from "../models/replies.js";
import "./reply-dialog.js";
import { ShelfSection } from "./shelf-section.js";

@customElement("baton-replies")
export class RepliesSection extends ShelfSection<CannedItem, ReplyDraft> {
  protected override readonly name = "replies";

  protected override gist({ content }: CannedItem) {
    return html`<small><bdi>/${content.shortcut}</bdi></small>`;
  }

  protected override chips({ content }: CannedItem) {
    return html`<div class="tags">
      ${LANGS.filter((lang) => content.texts[lang]).map(
        (lang) => html`<span class="chip lined" lang=${lang}>${LANG_NAMES[lang]}</span>`,
      )}
    </div>`;
  }

  protected override dialog() {
    return html`<baton-reply
      .words=${this.words}
      .keeper=${this.keeper}
      .version=${this.version}
      ?busy=${this.busy}
    ></baton-reply>`;
  }

  protected override ask(ask: RepliesAsk): void {
    command(this, { do: "keep", what: "replies", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-replies": RepliesSection;
  }
}
