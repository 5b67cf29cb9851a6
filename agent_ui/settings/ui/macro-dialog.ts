/** One macro as it is written: its name, its steps, what they will do, and who may run it. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import "../../rooms/step-list.js";
import { receiversOf, says, type Receiver, type Step } from "../../rooms/steps.js";
import { whoseField } from "../../rooms/whose.js";
import { command } from "../commands.js";
import type { MacrosAsk, MacrosKeeper } from "../keepers/macros.js";
import type { MacroDraft } from "../models/macros.js";
import type { SettingsWords } from "../words.js";
import { editing as look } from "./editing.styles.js";
import { editingFoot } from "./editing-foot.js";
import { form } from "./form.styles.js";

@customElement("baton-macro")
export class MacroDialog extends LitElement {
  @property({ attribute: false }) words!: SettingsWords;
  @property({ attribute: false }) keeper!: MacrosKeeper;
  @property({ attribute: false }) version = 0;
  @property({ type: Boolean }) busy = false;

  static override styles = [
    base,
    form,
    look,
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

  override render() {
    const { words, keeper, busy } = this;
    const { editing } = keeper;
    if (!editing) return nothing;
    const { draft, id, tried } = editing;
    const receivers = receiversOf(words, keeper.colleagues, keeper.teams);
    const leave = () => this.ask({ on: "leave" });
    return html`<room-dialog
      wide
      heading=${id ? words.t("people.edit.who", { name: draft.name }) : words.t("macros.add")}
      closeLabel=${words.t("room.close")}
      @leave=${leave}
    >
      <form novalidate @submit=${this.onSubmit}>
        ${this.name(draft)}
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
        </div>
        ${editingFoot({
          words,
          editing,
          sound: keeper.problems.size === 0,
          busy,
          leave,
          settle: (keep) => this.ask({ on: "settle", keep }),
        })}
      </form>
    </room-dialog>`;
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

  private wrong(what: string): boolean {
    const { editing, problems } = this.keeper;
    return Boolean(editing?.tried && problems.has(what));
  }

  private set(parts: Partial<MacroDraft>): void {
    this.ask({ on: "draft", parts });
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    this.ask({ on: "save" });
  };

  private ask(ask: MacrosAsk): void {
    command(this, { do: "keep", what: "macros", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-macro": MacroDialog;
  }
}
