/** Before a conversation becomes a ticket: where its answers go, and what that means on this desk. */
import { LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { command } from "../commands.js";
import type { WireBrief } from "../models/brief.js";
import type { Chat } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";
import { addressDialog } from "./address-dialog.js";
import { styles } from "./panels.styles.js";

@customElement("baton-ticket-form")
export class TicketForm extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat: Chat | undefined;
  @property({ attribute: false }) brief: WireBrief | null = null;

  static override styles = [base, styles];

  override render() {
    const { words, chat, brief } = this;
    const ticket = chat?.ticket;
    return addressDialog(this, {
      words,
      chat,
      brief,
      heading: words.t(ticket ? "action.address" : "action.ticket"),
      hint: words.t(ticket ? `ticket.mail.${ticket.mail}` : "ticket.hint"),
      label: words.t("ticket.email"),
      confirm: words.t(ticket ? "ticket.keep" : "action.ticket"),
      required: Boolean(ticket),
      take: (email) => command(this, { do: "ticket", email }),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-ticket-form": TicketForm;
  }
}
