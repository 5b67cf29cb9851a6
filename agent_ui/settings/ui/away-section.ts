/** "Away": why agents may be away, in the desk's own words. */
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { command } from "../commands.js";
import { MOST_CHARS, MOST_REASONS, type AwayModel } from "../models/away.js";
import { formFoot } from "./form-foot.js";
import { form } from "./form.styles.js";
import { ModelPart } from "./part.js";
import { section } from "./section.styles.js";

@customElement("baton-away")
export class AwaySection extends ModelPart<AwayModel> {
  static override styles = [base, section, form];

  override render() {
    const { words, model } = this;
    if (model.draft === null) return html`<p class="empty">${words.t("room.loading")}</p>`;
    const wrong = model.tried && !model.sound;
    return html`
      <h1 tabindex="-1">${words.t("section.away")}</h1>
      <p class="lead">${words.t("away.lead")}</p>
      <section>
        <label class="field">
          ${words.t("away.reasons")}
          <textarea
            class="input"
            rows="8"
            dir="auto"
            aria-describedby="away-hint"
            aria-invalid=${wrong ? "true" : nothing}
            .value=${model.draft}
            @input=${(event: Event) =>
              command(this, {
                do: "edit",
                form: "away",
                draft: (event.target as HTMLTextAreaElement).value,
              })}
          ></textarea>
        </label>
        <p id="away-hint" class="hint">${words.t("away.hint")}</p>
        ${
          wrong
            ? html`<p class="wrong" role="alert">
                ${words.t("away.wrong", { most: MOST_REASONS, chars: MOST_CHARS })}
              </p>`
            : nothing
        }
      </section>
      ${formFoot({ from: this, words, form: "away", model, busy: this.busy })}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-away": AwaySection;
  }
}
