/** Before a conversation becomes a ticket: where its answers go, and what that means on this desk. */
import { customElement } from "lit/decorators.js";
import { command } from "../commands.js";
import { AddressForm, type Asked } from "./address-form.js";

@customElement("baton-ticket-form")
export class TicketForm extends AddressForm {
  protected override asked(): Asked {
    const { words } = this;
    const ticket = this.chat?.ticket;
    return {
      heading: words.t(ticket ? "action.address" : "action.ticket"),
      hint: words.t(ticket ? `ticket.mail.${ticket.mail}` : "ticket.hint"),
      label: words.t("ticket.email"),
      confirm: words.t(ticket ? "ticket.keep" : "action.ticket"),
      required: Boolean(ticket),
      take: (email) => command(this, { do: "ticket", email }),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-ticket-form": TicketForm;
  }
}
