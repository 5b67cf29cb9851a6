/** "Macros": several steps at once, each told in a sentence; the desk's, its teams' and one's own. */
import { css, html } from "lit";
import { customElement } from "lit/decorators.js";
import type { MacroItem } from "../../console/models/shelf.js";
import { receiversOf, says } from "../../rooms/steps.js";
import { command } from "../commands.js";
import type { MacrosAsk, MacrosKeeper } from "../keepers/macros.js";
import type { MacroDraft } from "../models/macros.js";
import "./macro-dialog.js";
import { ShelfSection } from "./shelf-section.js";

@customElement("baton-macros")
export class MacrosSection extends ShelfSection<MacroItem, MacroDraft> {
  declare keeper: MacrosKeeper;

  static override styles = [
    ...ShelfSection.styles,
    css`
      .steps {
        display: grid;
        gap: 2px;
        padding-inline-start: 1.4em;
        color: var(--text-2);
        font-size: var(--text-sm);
        list-style: decimal;
      }
      .steps li {
        overflow: hidden;
        text-overflow: ellipsis;
      }
    `,
  ];

  protected override readonly name = "macros";

  protected override gist({ content }: MacroItem) {
    const { words, keeper } = this;
    const receivers = receiversOf(words, keeper.colleagues, keeper.teams);
    return html`<ol class="steps">
      ${content.steps.map((step) => html`<li><bdi>${says(words, step, receivers)}</bdi></li>`)}
    </ol>`;
  }

  protected override chips() {
    return null;
  }

  protected override dialog() {
    return html`<baton-macro
      .words=${this.words}
      .keeper=${this.keeper}
      .version=${this.version}
      ?busy=${this.busy}
    ></baton-macro>`;
  }

  protected override ask(ask: MacrosAsk): void {
    command(this, { do: "keep", what: "macros", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-macros": MacrosSection;
  }
}
