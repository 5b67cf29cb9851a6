/** Before a copy of the conversation goes out by e-mail: to whom. */
import { LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { command } from "../commands.js";
import type { WireBrief } from "../models/brief.js";
import type { Chat } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";
import { addressDialog } from "./address-dialog.js";
import { styles } from "./panels.styles.js";

@customElement("baton-transcript-form")
export class TranscriptForm extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat: Chat | undefined;
  @property({ attribute: false }) brief: WireBrief | null = null;

  static override styles = [base, styles];

  override render() {
    const { words, chat, brief } = this;
    return addressDialog(this, {
      words,
      chat,
      brief,
      heading: words.t("action.transcript"),
      hint: words.t("transcript.hint"),
      label: words.t("transcript.email"),
      confirm: words.t("transcript.send"),
      required: true,
      take: (email) => command(this, { do: "transcript", email }),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-transcript-form": TranscriptForm;
  }
}
