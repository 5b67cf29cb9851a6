/** Short questions about the open conversation: how urgent it is, and whether its customer is blocked. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import type { Priority } from "../../shared/wire.js";
import { command, type Panel } from "../commands.js";
import type { Chat } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./panels.styles.js";
import { customer } from "./text.js";

/** What the desk takes. */
const MOST_CAPACITY = 50;
const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];

@customElement("baton-choices")
export class ChoicePanels extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) panel: Panel | null = null;
  @property({ attribute: false }) chat: Chat | undefined;
  /** How many conversations this agent takes at once. */
  @property({ attribute: false }) capacity = 0;

  static override styles = [base, styles];

  override render() {
    const { words, chat } = this;
    if (this.panel === "capacity") return this.dialog(words.t("capacity.heading"), this.mostAtOnce());
    if (!chat) return nothing;
    if (this.panel === "priority") return this.dialog(words.t("priority.heading"), this.priority(chat));
    if (this.panel === "block")
      return this.dialog(words.t("block.heading", { name: customer(words, chat) }), this.block(chat));
    return nothing;
  }

  private dialog(heading: string, body: unknown) {
    return html`<room-dialog heading=${heading} closeLabel=${this.words.t("room.close")} @leave=${this.leave}
      >${body}</room-dialog
    >`;
  }

  private priority(chat: Chat) {
    const { words } = this;
    return html`<form @submit=${this.onPriority}>
      <p class="hint">${words.t("priority.hint")}</p>
      <fieldset>
        <legend class="sr">${words.t("priority.heading")}</legend>
        ${PRIORITIES.map(
          (one) =>
            html`<label class="option">
              <input type="radio" name="priority" value=${one} ?checked=${one === chat.priority} />
              ${words.t(`priority.${one}`)}
            </label>`,
        )}
      </fieldset>
      ${this.foot(words.t("priority.confirm"))}
    </form>`;
  }

  private mostAtOnce() {
    const { words } = this;
    return html`<form @submit=${this.onCapacity}>
      <p class="hint">${words.t("capacity.text")}</p>
      <label class="field">
        ${words.t("capacity.label")}
        <input
          class="input"
          name="capacity"
          type="number"
          inputmode="numeric"
          min="1"
          max=${MOST_CAPACITY}
          required
          .value=${String(this.capacity)}
        />
      </label>
      ${this.foot(words.t("capacity.confirm"))}
    </form>`;
  }

  private block(chat: Chat) {
    const { words } = this;
    return html`<form
      @submit=${(event: Event) => {
        event.preventDefault();
        command(this, { do: "block", id: chat.id, on: true });
        this.leave();
      }}
    >
      <p class="hint">${words.t("block.hint")}</p>
      ${this.foot(words.t("block.confirm"), "bad")}
    </form>`;
  }

  private foot(confirm: string, look = "") {
    return html`<div class="foot">
      <button class="btn" type="button" @click=${this.leave}>${this.words.t("room.cancel")}</button>
      <button class="btn main ${look}">${confirm}</button>
    </div>`;
  }

  private readonly leave = (): void => command(this, { do: "ask", panel: null });

  private readonly onCapacity = (event: Event): void => {
    event.preventDefault();
    const capacity = Number(new FormData(event.target as HTMLFormElement).get("capacity"));
    command(this, { do: "workload", workload: { capacity } });
  };

  private readonly onPriority = (event: Event): void => {
    event.preventDefault();
    const priority = new FormData(event.target as HTMLFormElement).get("priority") as Priority;
    command(this, { do: "prioritise", priority });
    this.leave();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-choices": ChoicePanels;
  }
}
