/** A section that is a few whole numbers, each with what it means and within what it lies. */
import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { command } from "../commands.js";
import type { Field, FiguresDraft, FiguresModel } from "../models/figures.js";
import type { SettingsKey } from "../words.js";
import { formFoot } from "./form-foot.js";
import { form } from "./form.styles.js";
import { ModelPart } from "./part.js";
import { section } from "./section.styles.js";

@customElement("baton-numbers")
export class FiguresSection extends ModelPart<FiguresModel> {
  /** Which of the forms this is; its words begin with it. */
  @property() name: "routing" | "capacity" = "routing";

  static override styles = [
    base,
    section,
    form,
    css`
      .figure {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 20px;
        align-items: start;
        padding: 14px 0;
        border-bottom: 1px solid var(--line);
      }
      .figure:first-of-type {
        padding-top: 0;
      }
      .figure:last-of-type {
        padding-bottom: 0;
        border: 0;
      }
      .figure label {
        font-weight: var(--weight-medium);
      }
      .figure .hint {
        margin: 2px 0 0;
      }
      .row .input {
        width: 84px;
      }
      .unit {
        min-width: 64px;
        color: var(--text-3);
        font-size: var(--text-sm);
      }
      .figure .wrong {
        grid-column: 1 / -1;
      }
      .off {
        display: flex;
        gap: 10px;
        align-items: center;
      }
      @media (max-width: 600px) {
        .figure {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  override render() {
    const { words, model, name } = this;
    const { draft } = model;
    if (!draft) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t(`section.${name}`)}</h1>
      <p class="lead">${words.t(`${name}.lead`)}</p>
      ${
        model.saved?.offers === false
          ? html`<section class="off">${icon("info")}<span>${words.t("routing.off")}</span></section>`
          : nothing
      }
      <section aria-label=${words.t(`section.${name}`)}>
        ${model.fields.map((field) => this.figure(draft, field))}
      </section>
      ${formFoot({ from: this, words, form: name, model, busy: this.busy })}
    `;
  }

  private figure(draft: FiguresDraft, field: Field) {
    const { words, model } = this;
    const wrong = model.tried && model.problems.has(field.name);
    const key = `${this.name}.${field.name}`;
    return html`<div class="figure">
      <div>
        <label for=${field.name}>${words.t(key as SettingsKey)}</label>
        <p class="hint" id="${field.name}-hint">${words.t(`${key}.hint` as SettingsKey)}</p>
      </div>
      <div class="row">
        <input
          class="input small"
          id=${field.name}
          inputmode="numeric"
          autocomplete="off"
          maxlength="5"
          .value=${draft[field.name] ?? ""}
          aria-describedby="${field.name}-hint"
          aria-invalid=${wrong ? "true" : nothing}
          @input=${(event: Event) => this.set({ ...draft, [field.name]: (event.target as HTMLInputElement).value })}
        />
        <span class="unit" aria-hidden="true">${words.t(`unit.${field.unit}`)}</span>
      </div>
      ${
        wrong
          ? html`<p class="wrong">${words.t("figures.problem", { least: field.least, most: field.most })}</p>`
          : nothing
      }
    </div>`;
  }

  private set(draft: FiguresDraft): void {
    command(this, { do: "edit", form: this.name, draft });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-numbers": FiguresSection;
  }
}
