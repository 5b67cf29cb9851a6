/** Before a copy of the conversation goes out by e-mail: to whom. */
import { customElement } from "lit/decorators.js";
import { command } from "../commands.js";
import { AddressForm, type Asked } from "./address-form.js";

@customElement("baton-transcript-form")
export class TranscriptForm extends AddressForm {
  protected override asked(): Asked {
    const { words } = this;
    return {
      heading: words.t("action.transcript"),
      hint: words.t("transcript.hint"),
      label: words.t("transcript.email"),
      confirm: words.t("transcript.send"),
      required: true,
      take: (email) => command(this, { do: "transcript", email }),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-transcript-form": TranscriptForm;
  }
}
