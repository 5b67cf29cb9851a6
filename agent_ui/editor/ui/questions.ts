/** What is asked before something cannot be taken back. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { command } from "../commands.js";
import type { Question } from "../controller.js";
import type { Draft } from "../models/draft.js";
import type { EditorWords } from "../words.js";

@customElement("baton-questions")
export class Questions extends LitElement {
  @property({ attribute: false }) words!: EditorWords;
  @property({ attribute: false }) question: Question | null = null;
  @property({ attribute: false }) draft: Draft | null = null;

  static override styles = [
    base,
    css`
      p {
        color: var(--text-2);
        font-size: var(--text-sm);
      }
      .foot {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        margin-top: 20px;
      }
    `,
  ];

  override render() {
    const { words, question } = this;
    if (!question) return nothing;
    const { kind } = question;
    const title = this.draft?.fields.title || words.t("form.new");
    const answer = (yes: boolean): void => command(this, { do: "answer", yes });
    return html`<room-dialog
      heading=${words.t(`question.${kind}`)}
      closeLabel=${words.t("room.close")}
      @leave=${() => answer(false)}
    >
      <p>${words.t(`question.${kind}.text`, { title })}</p>
      <div class="foot">
        <button class="btn" type="button" @click=${() => answer(false)}>${words.t("room.cancel")}</button>
        <button
          class="btn main ${kind === "remove" || kind === "leave" ? "bad" : ""}"
          type="button"
          @click=${() => answer(true)}
        >
          ${words.t(`question.${kind}.yes`)}
        </button>
      </div>
    </room-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-questions": Questions;
  }
}
