/** One macro as it is written: its name, its steps, what they will do, and who may run it. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import "../../rooms/step-list.js";
import { receiversOf, says, type Receiver, type Step } from "../../rooms/steps.js";
import { whoseField } from "../../rooms/whose.js";
import { command } from "../commands.js";
import type { MacrosAsk, MacrosKeeper } from "../keepers/macros.js";
import type { Editing } from "../models/editing.js";
import type { MacroDraft } from "../models/macros.js";
import { ListDialog } from "./list-dialog.js";

@customElement("baton-macro")
export class MacroDialog extends ListDialog<MacroDraft, MacrosKeeper> {
  static override styles = [
    ...ListDialog.styles,
    css`
      h3 {
        font-size: var(--text-sm);
        font-weight: var(--weight-medium);
      }
      .does {
        display: grid;
        gap: 4px;
        padding: 10px 12px;
        padding-inline-start: 2.2em;
        border-radius: var(--r-2);
        background: var(--surface-2);
        font-size: var(--text-sm);
        list-style: decimal;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override readonly added = "macros.add";

  protected override fields({ draft, tried }: Editing<MacroDraft>) {
    const { words, keeper } = this;
    const receivers = receiversOf(words, keeper.colleagues, keeper.teams);
    return html`${this.name(draft)}
      <div>
        <h3>${words.t("shelf.steps")}</h3>
        <p class="hint">${words.t("macros.steps.hint")}</p>
      </div>
      <baton-steps
        .words=${words}
        .steps=${draft.steps}
        .receivers=${receivers}
        .reasons=${keeper.reasons}
        ?tried=${tried}
        @steps=${(event: CustomEvent<readonly Step[]>) => this.set({ steps: event.detail })}
      ></baton-steps>
      ${this.wrong("steps") ? html`<p class="wrong">${words.t("macros.problem.steps")}</p>` : nothing}
      ${draft.steps.length > 0 ? this.does(draft, receivers) : nothing}
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

  private does({ steps }: MacroDraft, receivers: readonly Receiver[]) {
    const { words } = this;
    return html`<div>
      <h3>${words.t("macros.does")}</h3>
      <ol class="does">
        ${steps.map((step) => html`<li><bdi>${says(words, step, receivers)}</bdi></li>`)}
      </ol>
    </div>`;
  }

  private name(draft: MacroDraft) {
    const { words } = this;
    const wrong = this.wrong("name");
    return html`<div>
      <label class="field"
        >${words.t("replies.name")}
        <input
          class="input"
          dir="auto"
          autocomplete="off"
          maxlength="100"
          .value=${draft.name}
          aria-invalid=${wrong ? "true" : nothing}
          aria-describedby="name-hint"
          @input=${(event: Event) => this.set({ name: (event.target as HTMLInputElement).value })}
        />
      </label>
      <p id="name-hint" class=${wrong ? "wrong" : "hint"}>
        ${words.t(wrong ? "replies.problem.name" : "macros.name.hint")}
      </p>
    </div>`;
  }

  protected override ask(ask: MacrosAsk): void {
    command(this, { do: "keep", what: "macros", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-macro": MacroDialog;
  }
}
