/** Before a conversation becomes a ticket: where its answers go, and what that means on this desk. */
import { html, LitElement } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { command } from "../commands.js";
import type { Chat } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./panels.styles.js";

@customElement("baton-ticket-form")
export class TicketForm extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat: Chat | undefined;
  @query("input") private readonly email!: HTMLInputElement;

  static override styles = [base, styles];

  override render() {
    const { words, chat } = this;
    const ticket = chat?.ticket;
    return html`<room-dialog
      heading=${words.t(ticket ? "action.address" : "action.ticket")}
      closeLabel=${words.t("room.close")}
      @leave=${() => command(this, { do: "ask", panel: null })}
    >
      <form @submit=${this.onSubmit}>
        <p class="hint">${words.t(ticket ? `ticket.mail.${ticket.mail}` : "ticket.hint")}</p>
        <label class="field">
          ${words.t("ticket.email")}
          <input
            class="input"
            type="email"
            dir="ltr"
            maxlength="254"
            autocomplete="off"
            ?required=${Boolean(ticket)}
            .value=${chat?.visitor?.email ?? ""}
          />
        </label>
        <div class="foot">
          <button class="btn main">${words.t(ticket ? "ticket.keep" : "action.ticket")}</button>
        </div>
      </form></room-dialog
    >`;
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    command(this, { do: "ticket", email: this.email.value.trim() });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-ticket-form": TicketForm;
  }
}
