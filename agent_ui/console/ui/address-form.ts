/** The question to which e-mail address something goes, with those that are known one press away. */
import { html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { command } from "../commands.js";
import { addressesOf, type WireBrief } from "../models/brief.js";
import type { Chat } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./panels.styles.js";

export interface Asked {
  heading: string;
  hint: string;
  label: string;
  confirm: string;
  required: boolean;
  /** What is done with the address. */
  take: (email: string) => void;
}

export abstract class AddressForm extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat: Chat | undefined;
  @property({ attribute: false }) brief: WireBrief | null = null;

  static override styles = [base, styles];

  protected abstract asked(): Asked;

  override render() {
    const { words, chat, brief } = this;
    const asked = this.asked();
    const known = addressesOf(chat?.visitor?.email, brief);
    const leave = () => command(this, { do: "ask", panel: null });
    const submit = (event: Event) => {
      event.preventDefault();
      asked.take(fieldOf(event.target as HTMLFormElement).value.trim());
    };
    return html`<room-dialog heading=${asked.heading} closeLabel=${words.t("room.close")} @leave=${leave}>
      <form @submit=${submit}>
        <p class="hint">${asked.hint}</p>
        <label class="field">
          ${asked.label}
          <input
            class="input"
            name="email"
            type="email"
            dir="ltr"
            maxlength="254"
            autocomplete="off"
            ?required=${asked.required}
            .value=${known[0] ?? ""}
          />
        </label>
        ${known.length > 1 ? offered(words, known) : nothing}
        <div class="foot">
          <button class="btn" type="button" @click=${leave}>${words.t("room.cancel")}</button>
          <button class="btn main">${asked.confirm}</button>
        </div>
      </form></room-dialog
    >`;
  }
}

function offered(words: ConsoleWords, known: readonly string[]) {
  const fill = (event: Event, address: string) => {
    const { form } = event.currentTarget as HTMLButtonElement;
    if (!form) return;
    fieldOf(form).value = address;
    fieldOf(form).focus();
  };
  return html`<div class="known" role="group" aria-label=${words.t("address.known")}>
    ${known.map(
      (address) =>
        html`<button
          class="btn small"
          type="button"
          dir="ltr"
          @click=${(event: Event) => {
            fill(event, address);
          }}
        >
          ${address}
        </button>`,
    )}
  </div>`;
}

function fieldOf(form: HTMLFormElement): HTMLInputElement {
  return form.elements.namedItem("email") as HTMLInputElement;
}
