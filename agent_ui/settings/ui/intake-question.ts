/** One question of the form before a chat: its kind, its words, and what an answer has to fit. */
import { html, nothing } from "lit";
import { icon } from "../../rooms/icons.js";
import { langsFor } from "../../rooms/offered.js";
import { LANG_NAMES } from "../../shared/i18n.js";
import { KINDS, MOST, type Field, type IntakeModel, type Kind, type Texts } from "../models/intake.js";
import type { SettingsKey, SettingsWords } from "../words.js";

export interface Question {
  words: SettingsWords;
  model: IntakeModel;
  field: Field;
  /** Where it stands, and among how many. */
  index: number;
  of: number;
  change: (parts: Partial<Field>) => void;
  move: (by: -1 | 1) => void;
  remove: () => void;
}

export function intakeQuestion(asked: Question) {
  const { words, model, field, index } = asked;
  const { id } = field;
  return html`<div role="group" aria-labelledby="${id}-heading">
    <h3 id="${id}-heading">${words.t("intake.field", { n: index + 1 })}</h3>
    ${head(asked)} ${texts(asked, "label", `${id}.label`)} ${problem(words, model, `${id}.label`)}
    ${model.asksPattern(field) ? pattern(asked) : nothing}
    ${
      model.asksHint(field)
        ? html`${texts(asked, "hint")}
            <p class="hint" id="${id}-unfit">${words.t("intake.hint.hint")}</p>`
        : nothing
    }
  </div>`;
}

/** What is amiss at a place, once saving was tried; what it is about names it by this id. */
export function problem(words: SettingsWords, model: IntakeModel, place: string) {
  const what = wrongAt(model, place);
  return what ? html`<p class="wrong" id="${place}-wrong">${words.t(`intake.problem.${what}`)}</p>` : nothing;
}

export function wrongAt(model: IntakeModel, place: string) {
  return model.tried ? model.problems.get(place) : undefined;
}

function head(asked: Question) {
  const { words, field, index, of, change, move, remove } = asked;
  const n = index + 1;
  return html`<div class="row head">
    <label class="field"
      >${words.t("intake.kind")}
      <select
        class="input small"
        id="${field.id}-kind"
        aria-describedby="kinds-about"
        @change=${(event: Event) => change({ kind: value(event) as Kind })}
      >
        ${KINDS.map(
          (kind) =>
            html`<option value=${kind} .selected=${kind === field.kind}>
              ${words.t(`intake.kind.${kind}`)}
            </option>`,
        )}
      </select></label
    >
    <label class="tick"
      ><input
        type="checkbox"
        .checked=${field.required}
        @change=${(event: Event) => change({ required: (event.target as HTMLInputElement).checked })}
      />${words.t("intake.required")}</label
    >
    <span class="moves">
      ${mover(asked, "up", index === 0, () => move(-1))} ${mover(asked, "down", n === of, () => move(1))}
      <button
        class="btn bare small square"
        type="button"
        aria-label=${words.t("intake.remove", { n })}
        @click=${remove}
      >
        ${icon("trash", 15)}
      </button>
    </span>
  </div>`;
}

function mover({ words, field, index, of }: Question, way: "up" | "down", off: boolean, move: () => void) {
  if (of < 2) return nothing;
  return html`<button
    class="btn bare small square"
    id="${field.id}-${way}"
    type="button"
    ?disabled=${off}
    aria-label=${words.t(`intake.${way}`, { n: index + 1 })}
    @click=${move}
  >
    <span aria-hidden="true">${way === "up" ? "↑" : "↓"}</span>
  </button>`;
}

function texts({ words, model, field, change }: Question, what: "label" | "hint", place = "") {
  const wrong = wrongAt(model, place) !== undefined;
  return html`<div class="texts">
    ${langsFor(field.label, field.hint).map(
      (lang) =>
        html`<label class="field"
          >${inLanguage(words, `intake.${what}`, lang)}
          <input
            class="input small"
            id="${field.id}-${what}-${lang}"
            lang=${lang}
            dir=${lang === "fa" ? "rtl" : "ltr"}
            autocomplete="off"
            maxlength=${MOST.label}
            .value=${field[what][lang] ?? ""}
            aria-invalid=${wrong ? "true" : nothing}
            aria-describedby=${wrong ? `${place}-wrong` : what === "hint" ? `${field.id}-unfit` : nothing}
            @input=${(event: Event) => change({ [what]: { ...field[what], [lang]: value(event) } })}
        /></label>`,
    )}
  </div>`;
}

function pattern({ words, model, field, change }: Question) {
  const place = `${field.id}.pattern`;
  const wrong = wrongAt(model, place) !== undefined;
  return html`<label class="field"
      >${words.t("intake.pattern")}
      <input
        class="input small code"
        dir="ltr"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        maxlength=${MOST.pattern}
        .value=${field.pattern}
        aria-invalid=${wrong ? "true" : nothing}
        aria-describedby="${field.id}-about ${place}-wrong"
        @input=${(event: Event) => change({ pattern: value(event) })}
    /></label>
    <p class="hint" id="${field.id}-about">${words.t("intake.pattern.hint")}</p>
    ${problem(words, model, place)}`;
}

/** "Question · English". */
export function inLanguage(words: SettingsWords, key: SettingsKey, lang: keyof Texts) {
  return html`<span>${words.t(key)} · <bdi>${LANG_NAMES[lang]}</bdi></span>`;
}

export function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
}
