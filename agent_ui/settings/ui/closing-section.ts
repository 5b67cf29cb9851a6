/** "Closing": what agents say when a conversation ends, and what customers are asked then. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { nameOfReason } from "../../rooms/terms.js";
import { langsFor } from "../../rooms/offered.js";
import { LANG_NAMES } from "../../shared/i18n.js";
import { command } from "../commands.js";
import {
  freshId,
  KINDS_OF_QUESTION,
  MOST,
  moved,
  put,
  without,
  type ClosingDraft,
  type ClosingModel,
  type Question,
  type QuestionKind,
} from "../models/closing.js";
import { formFoot } from "./form-foot.js";
import { form } from "./form.styles.js";
import { ModelPart } from "./part.js";
import { section } from "./section.styles.js";

@customElement("baton-closing")
export class ClosingSection extends ModelPart<ClosingModel> {
  static override styles = [
    base,
    section,
    form,
    css`
      .list {
        display: grid;
        gap: 8px;
        margin-top: 12px;
      }
      .list li {
        display: grid;
        gap: 4px;
      }
      .row {
        flex-wrap: nowrap;
      }
      .row .input {
        flex: 1;
        min-width: 0;
      }
      .tick {
        margin-top: 12px;
      }
      .question {
        display: grid;
        gap: 8px;
        padding: 14px 0;
        border-bottom: 1px solid var(--line);
      }
      .texts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
        gap: 8px;
      }
    `,
  ];

  override render() {
    const { words, model } = this;
    const { draft } = model;
    if (!draft) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.closing")}</h1>
      <p class="lead">${words.t("closing.lead")}</p>
      ${this.list(draft, "reasons")} ${this.list(draft, "tags")} ${this.questions(draft)}
      ${formFoot({ from: this, words, form: "closing", model, busy: this.busy })}
    `;
  }

  private list(draft: ClosingDraft, list: "reasons" | "tags") {
    const { words } = this;
    const required = list === "reasons" ? "reason_required" : "tags_required";
    const full = draft[list].length >= MOST[list];
    return html`<section aria-labelledby=${list}>
      <h2 id=${list}>${words.t(`closing.${list}`)}</h2>
      <p class="hint">${words.t(`closing.${list}.hint`)}</p>
      <ul class="list">
        ${draft[list].map((word, index) => this.word(draft, list, word, index))}
      </ul>
      ${this.problem(list)}
      <button
        class="btn add"
        type="button"
        ?disabled=${full}
        @click=${() => this.set({ ...draft, [list]: [...draft[list], ""] }, `${list}-${draft[list].length}`)}
      >
        ${icon("plus", 15)}${words.t(`closing.${list}.add`)}
      </button>
      <br />
      <label class="tick"
        ><input
          type="checkbox"
          .checked=${draft[required]}
          @change=${(event: Event) => this.set({ ...draft, [required]: (event.target as HTMLInputElement).checked })}
        />${words.t(`closing.${required}`)}</label
      >
    </section>`;
  }

  private word(draft: ClosingDraft, list: "reasons" | "tags", word: string, index: number) {
    const { words, model } = this;
    const n = index + 1;
    const wrong = model.tried && model.problems.has(`${list}.${index}`);
    const known = list === "reasons" ? nameOfReason(words, word) : null;
    return html`<li>
      <div class="row">
        <input
          class="input small"
          id="${list}-${index}"
          dir="auto"
          autocomplete="off"
          maxlength=${MOST.chars}
          .value=${known ?? word}
          ?readonly=${known !== null}
          aria-label=${words.t(`closing.${list}.line`, { n })}
          aria-invalid=${wrong ? "true" : nothing}
          @input=${(event: Event) => this.set({ ...draft, [list]: put(draft[list], index, value(event)) })}
        />
        ${this.mover(n, draft[list].length, (by) => this.set({ ...draft, [list]: moved(draft[list], index, by) }))}
        ${this.remover(words.t("closing.remove", { n }), () =>
          this.set({ ...draft, [list]: without(draft[list], index) }),
        )}
      </div>
      ${this.problem(`${list}.${index}`)}
    </li>`;
  }

  private questions(draft: ClosingDraft) {
    const { words } = this;
    const { questions } = draft;
    const fresh: Question = { id: freshId(questions), kind: "yes_no", text: {} };
    return html`<section aria-labelledby="questions">
      <h2 id="questions">${words.t("closing.questions")}</h2>
      <p class="hint">${words.t("closing.questions.hint")}</p>
      ${questions.map((question, index) => this.question(draft, question, index))}
      <button
        class="btn add"
        type="button"
        ?disabled=${questions.length >= MOST.questions}
        @click=${() => this.set({ ...draft, questions: [...questions, fresh] }, `${fresh.id}-en`)}
      >
        ${icon("plus", 15)}${words.t("closing.questions.add")}
      </button>
    </section>`;
  }

  private question(draft: ClosingDraft, question: Question, index: number) {
    const { words, model } = this;
    const n = index + 1;
    const change = (parts: Partial<Question>) =>
      this.set({ ...draft, questions: put(draft.questions, index, { ...question, ...parts }) });
    const wrong = model.tried && model.problems.has(`questions.${index}`);
    return html`<div class="question" role="group" aria-label=${words.t("closing.questions.line", { n })}>
      <div class="row">
        <select
          class="input small"
          aria-label=${words.t("closing.questions.kind", { n })}
          @change=${(event: Event) => change({ kind: value(event) as QuestionKind })}
        >
          ${KINDS_OF_QUESTION.map(
            (kind) =>
              html`<option value=${kind} .selected=${kind === question.kind}>
                ${words.t(`closing.kind.${kind}`)}
              </option>`,
          )}
        </select>
        ${this.remover(words.t("closing.remove", { n }), () =>
          this.set({ ...draft, questions: without(draft.questions, index) }),
        )}
      </div>
      <div class="texts">
        ${langsFor(question.text).map(
          (lang) =>
            html`<label class="field"
              ><bdi>${LANG_NAMES[lang]}</bdi>
              <input
                class="input small"
                id="${question.id}-${lang}"
                lang=${lang}
                dir=${lang === "fa" ? "rtl" : "ltr"}
                autocomplete="off"
                maxlength=${MOST.text}
                .value=${question.text[lang] ?? ""}
                aria-invalid=${wrong ? "true" : nothing}
                @input=${(event: Event) => change({ text: { ...question.text, [lang]: value(event) } })}
            /></label>`,
        )}
      </div>
      ${this.problem(`questions.${index}`)}
    </div>`;
  }

  private mover(n: number, of: number, move: (by: -1 | 1) => void) {
    const { words } = this;
    if (of < 2) return nothing;
    const button = (by: -1 | 1, key: "closing.up" | "closing.down", off: boolean) =>
      html`<button
        class="btn bare small square"
        type="button"
        ?disabled=${off}
        aria-label=${words.t(key, { n })}
        @click=${() => move(by)}
      >
        <span aria-hidden="true">${by < 0 ? "↑" : "↓"}</span>
      </button>`;
    return html`${button(-1, "closing.up", n === 1)}${button(1, "closing.down", n === of)}`;
  }

  private remover(label: string, remove: () => void) {
    return html`<button class="btn bare small square" type="button" aria-label=${label} @click=${remove}>
      ${icon("trash", 15)}
    </button>`;
  }

  private problem(place: string) {
    const { words, model } = this;
    const what = model.tried ? model.problems.get(place) : undefined;
    return what ? html`<p class="wrong">${words.t(`closing.problem.${what}`)}</p>` : nothing;
  }

  private set(draft: ClosingDraft, focus?: string): void {
    command(this, { do: "edit", form: "closing", draft });
    if (focus) requestAnimationFrame(() => this.renderRoot.querySelector<HTMLElement>(`#${focus}`)?.focus());
  }
}

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-closing": ClosingSection;
  }
}
