/** "Languages": in which customers are answered, which they may choose, and which else is taken. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { LANG_NAMES, LANGS } from "../../shared/i18n.js";
import type { Lang } from "../../shared/wire.js";
import { command } from "../commands.js";
import { ticked, type LanguagesDraft, type LanguagesModel } from "../models/languages.js";
import { formFoot } from "./form-foot.js";
import { form } from "./form.styles.js";
import { ModelPart } from "./part.js";
import { section } from "./section.styles.js";

type Ticks = "offered" | "widget";

@customElement("baton-languages")
export class LanguagesSection extends ModelPart<LanguagesModel> {
  static override styles = [
    base,
    section,
    form,
    css`
      legend {
        font-size: var(--text-md);
        font-weight: var(--weight-bold);
      }
      .ticks {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 24px;
        margin-top: 12px;
      }
      select {
        max-width: 260px;
      }
    `,
  ];

  override render() {
    const { words, model } = this;
    const { draft } = model;
    if (draft === null) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.languages")}</h1>
      <p class="lead">${words.t("languages.lead")}</p>
      <section>${this.ticks(draft, "offered")}</section>
      <section>${this.ticks(draft, "widget")}</section>
      <section>
        <label class="field">
          ${words.t("languages.default")}
          <select class="input" aria-describedby="default-hint" @change=${this.onDefault}>
            ${draft.widget.map(
              (lang) =>
                html`<option value=${lang} lang=${lang} .selected=${lang === draft.default}>
                  ${LANG_NAMES[lang]}
                </option>`,
            )}
          </select>
        </label>
        <p id="default-hint" class="hint">${words.t("languages.default.hint")}</p>
      </section>
      ${formFoot({ from: this, words, form: "languages", model, busy: this.busy })}
    `;
  }

  private ticks(draft: LanguagesDraft, field: Ticks) {
    const { words, model } = this;
    const wrong = model.tried && model.problems.has(field);
    return html`<fieldset aria-describedby=${`${field}-hint`}>
      <legend>${words.t(`languages.${field}`)}</legend>
      <p id=${`${field}-hint`} class="hint">${words.t(`languages.${field}.hint`)}</p>
      <div class="ticks">${LANGS.map((lang) => this.tick(draft, field, lang))}</div>
      ${wrong ? html`<p class="wrong" role="alert">${words.t("languages.wrong")}</p>` : nothing}
    </fieldset>`;
  }

  private tick(draft: LanguagesDraft, field: Ticks, lang: Lang) {
    return html`<label class="tick"
      ><input
        type="checkbox"
        .checked=${draft[field].includes(lang)}
        ?disabled=${field === "widget" && !draft.offered.includes(lang)}
        @change=${(event: Event) => {
          this.edit(ticked(draft, field, lang, (event.target as HTMLInputElement).checked));
        }}
      /><bdi lang=${lang}>${LANG_NAMES[lang]}</bdi></label
    >`;
  }

  private readonly onDefault = (event: Event): void => {
    const { draft } = this.model;
    if (draft) this.edit({ ...draft, default: (event.target as HTMLSelectElement).value as Lang });
  };

  private edit(draft: LanguagesDraft): void {
    command(this, { do: "edit", form: "languages", draft });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-languages": LanguagesSection;
  }
}
