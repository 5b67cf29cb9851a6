/** One canned reply as it is written: its words in each language, what can stand in them, and how they read. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { langsFor } from "../../rooms/offered.js";
import { LANG_NAMES } from "../../shared/i18n.js";
import type { Lang } from "../../shared/wire.js";
import { command } from "../commands.js";
import type { RepliesAsk, RepliesKeeper } from "../keepers/replies.js";
import { PLACEHOLDERS, sampled } from "../../rooms/placeholders.js";
import { whoseField } from "../../rooms/whose.js";
import type { Editing } from "../models/editing.js";
import { MOST_CHARS, type ReplyDraft } from "../models/replies.js";
import { ListDialog } from "./list-dialog.js";

type Problem = "name" | "shortcut" | "texts" | "placeholder";

@customElement("baton-reply")
export class ReplyDialog extends ListDialog<ReplyDraft, RepliesKeeper> {
  static override styles = [
    ...ListDialog.styles,
    css`
      textarea {
        min-height: 84px;
        resize: vertical;
      }
      .read {
        padding: 8px 12px;
        border-radius: var(--r-2);
        background: var(--surface-2);
        font-weight: 400;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      details {
        font-size: var(--text-sm);
      }
      details code {
        display: inline-block;
        margin: 4px 8px 0 0;
      }
    `,
  ];

  protected override readonly added = "replies.add";

  protected override fields({ draft }: Editing<ReplyDraft>) {
    const { words, keeper } = this;
    return html`<div class="pair">${this.field(draft, "name", 100)} ${this.field(draft, "shortcut", 32)}</div>
      ${langsFor(draft.texts).map((lang) => this.text(draft, lang))} ${this.problem("texts")}
      ${this.problem("placeholder")}
      <details>
        <summary>${words.t("replies.variables")}</summary>
        <p>${words.t("replies.variables.hint")}</p>
        <div dir="ltr">${PLACEHOLDERS.map((name) => html`<code>{{${name}}}</code>`)}</div>
      </details>
      <div>
        ${whoseField({
          words,
          whose: draft.whose,
          teams: keeper.teams,
          leads: true,
          change: (whose) => this.set({ whose }),
        })}
      </div>`;
  }

  private field(draft: ReplyDraft, name: "name" | "shortcut", most: number) {
    const { words } = this;
    return html`<label class="field"
      >${words.t(`replies.${name}`)}
      <input
        class="input"
        dir="auto"
        autocomplete="off"
        maxlength=${most}
        .value=${draft[name]}
        aria-invalid=${this.wrong(name) ? "true" : nothing}
        @input=${(event: Event) => this.set({ [name]: (event.target as HTMLInputElement).value })}
      />
      ${this.problem(name)}
    </label>`;
  }

  private text(draft: ReplyDraft, lang: Lang) {
    const text = draft.texts[lang] ?? "";
    const dir = lang === "fa" ? "rtl" : "ltr";
    return html`<div>
      <label class="field"
        ><bdi>${LANG_NAMES[lang]}</bdi>
        <textarea
          class="input"
          lang=${lang}
          dir=${dir}
          maxlength=${MOST_CHARS}
          .value=${text}
          @input=${(event: Event) =>
            this.set({ texts: { ...draft.texts, [lang]: (event.target as HTMLTextAreaElement).value } })}
        ></textarea>
      </label>
      ${
        text.includes("{{")
          ? html`<p class="small quiet">${this.words.t("replies.reads")}</p>
              <p class="read small" lang=${lang} dir=${dir}>${sampled(text)}</p>`
          : nothing
      }
    </div>`;
  }

  private problem(what: Problem) {
    return this.wrong(what)
      ? html`<span class="wrong">${this.words.t(`replies.problem.${what}`)}</span>`
      : nothing;
  }

  protected override ask(ask: RepliesAsk): void {
    command(this, { do: "keep", what: "replies", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-reply": ReplyDialog;
  }
}
