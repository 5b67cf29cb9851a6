/** "Before the chat": what customers are asked before their first message, and what they agree to. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { langsFor } from "../../rooms/offered.js";
import type { Lang } from "../../shared/wire.js";
import { command } from "../commands.js";
import { freshId, moved, put, without } from "../models/closing.js";
import { freshField, MOST, type Field, type IntakeDraft, type IntakeModel } from "../models/intake.js";
import { formFoot } from "./form-foot.js";
import { form } from "./form.styles.js";
import { inLanguage, intakeQuestion, problem, value, wrongAt } from "./intake-question.js";
import { ModelPart } from "./part.js";
import { section } from "./section.styles.js";

@customElement("baton-intake-form")
export class IntakeSection extends ModelPart<IntakeModel> {
  static override styles = [
    base,
    section,
    form,
    css`
      .questions > li {
        padding: 16px 0;
        border-bottom: 1px solid var(--line);
      }
      .questions > li > div,
      .agreed {
        display: grid;
        gap: 14px;
      }
      .questions h3 {
        font-size: var(--text-sm);
        font-weight: var(--weight-bold);
      }
      .nothing:not(:empty) {
        margin-top: 12px;
        font-size: var(--text-sm);
        font-weight: var(--weight-medium);
      }
      .agreed {
        margin-top: 14px;
      }
      .head {
        align-items: end;
      }
      .head .field {
        flex: 0 1 200px;
      }
      .head .tick {
        flex: 1 1 160px;
        min-height: 34px;
      }
      .moves {
        display: flex;
        gap: 4px;
      }
      .texts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
        gap: 8px;
      }
      .code {
        font-family: var(--font-mono);
      }
      .field + .hint,
      .texts + .hint,
      .questions .wrong,
      .agreed .wrong {
        margin-top: -8px;
      }
      h2 + .tick {
        margin-top: 8px;
      }
    `,
  ];

  override render() {
    const { words, model } = this;
    const { draft } = model;
    if (!draft) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.intake")}</h1>
      <p class="lead">${words.t("intake.lead")}</p>
      ${this.questions(draft)} ${this.consent(draft)}
      ${formFoot({ from: this, words, form: "intake", model, busy: this.busy })}
    `;
  }

  private questions(draft: IntakeDraft) {
    const { words, model } = this;
    const { fields } = draft;
    return html`<section aria-labelledby="fields">
      <h2 id="fields">${words.t("intake.fields")}</h2>
      <p class="hint">${words.t("intake.fields.hint", { most: MOST.fields })}</p>
      <p class="hint" id="kinds-about">${words.t("intake.kind.hint")}</p>
      <p class="nothing" role="status">${model.nothing ? words.t("intake.nothing") : ""}</p>
      <ol class="questions">
        ${repeat(
          fields,
          ({ id }) => id,
          (field, index) => html`<li>${this.question(draft, field, index)}</li>`,
        )}
      </ol>
      <button
        class="btn add"
        id="add"
        type="button"
        ?disabled=${fields.length >= MOST.fields}
        @click=${() => this.add(draft)}
      >
        ${icon("plus", 15)}${words.t("intake.add")}
      </button>
    </section>`;
  }

  private question({ fields }: IntakeDraft, field: Field, index: number) {
    const { words, model } = this;
    return intakeQuestion({
      words,
      model,
      field,
      index,
      of: fields.length,
      change: (parts) => this.set({ fields: put(fields, index, { ...field, ...parts }) }),
      move: (by) => {
        const ways = by < 0 ? ["up", "down"] : ["down", "up"];
        this.set({ fields: moved(fields, index, by) }, ...ways.map((way) => `${field.id}-${way}`));
      },
      remove: () => {
        const next = fields[index + 1] ?? fields[index - 1];
        this.set({ fields: without(fields, index) }, next ? `${next.id}-kind` : "add");
      },
    });
  }

  private consent(draft: IntakeDraft) {
    const { words, model } = this;
    const wrong = wrongAt(model, "link") !== undefined;
    return html`<section aria-labelledby="consent">
      <h2 id="consent">${words.t("intake.consent")}</h2>
      <label class="tick"
        ><input
          type="checkbox"
          aria-describedby="consent-hint"
          .checked=${draft.agree}
          @change=${(event: Event) => this.set({ agree: (event.target as HTMLInputElement).checked })}
        />${words.t("intake.agree")}</label
      >
      <p class="hint" id="consent-hint">${words.t("intake.consent.hint")}</p>
      ${
        draft.agree
          ? html`<div class="agreed">
              <div class="texts">${langsFor(draft.text).map((lang) => this.agreement(draft, lang))}</div>
              <p class="hint" id="text-about">${words.t("intake.text.hint")}</p>
              ${problem(words, model, "text")}
              <label class="field"
                >${words.t("intake.link")}
                <input
                  class="input small"
                  type="url"
                  dir="ltr"
                  autocomplete="off"
                  maxlength=${MOST.link}
                  .value=${draft.link}
                  aria-invalid=${wrong ? "true" : nothing}
                  aria-describedby="link-wrong link-about"
                  @input=${(event: Event) => this.set({ link: value(event) })}
              /></label>
              <p class="hint" id="link-about">${words.t("intake.link.hint")}</p>
              ${problem(words, model, "link")}
              <p class="hint" role="status">${model.asksAnew ? words.t("intake.anew") : ""}</p>
              ${
                model.asksAnew
                  ? html`<label class="tick"
                      ><input
                        type="checkbox"
                        .checked=${draft.correction}
                        @change=${(event: Event) =>
                          this.set({ correction: (event.target as HTMLInputElement).checked })}
                      />${words.t("intake.correction")}</label
                    >`
                  : nothing
              }
            </div>`
          : nothing
      }
    </section>`;
  }

  private agreement(draft: IntakeDraft, lang: Lang) {
    const { words, model } = this;
    const wrong = wrongAt(model, "text") !== undefined;
    return html`<label class="field"
      >${inLanguage(words, "intake.text", lang)}
      <textarea
        class="input small"
        rows="4"
        lang=${lang}
        dir=${lang === "fa" ? "rtl" : "ltr"}
        maxlength=${MOST.consent}
        .value=${draft.text[lang] ?? ""}
        aria-invalid=${wrong ? "true" : nothing}
        aria-describedby="text-wrong text-about"
        @input=${(event: Event) => this.set({ text: { ...draft.text, [lang]: value(event) } })}
      ></textarea>
    </label>`;
  }

  private add(draft: IntakeDraft): void {
    const fresh = freshField(freshId(draft.fields), draft.fields);
    this.set({ fields: [...draft.fields, fresh] }, `${fresh.id}-kind`);
  }

  /** Then goes to the first of these places that can be gone to. */
  private set(parts: Partial<IntakeDraft>, ...places: string[]): void {
    const { draft } = this.model;
    if (draft) command(this, { do: "edit", form: "intake", draft: { ...draft, ...parts } });
    if (places.length > 0) requestAnimationFrame(() => this.goTo(places));
  }

  private goTo(places: readonly string[]): void {
    const found = places.map((id) => this.renderRoot.querySelector<HTMLElement>(`#${id}:not(:disabled)`));
    found.find(Boolean)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-intake-form": IntakeSection;
  }
}
