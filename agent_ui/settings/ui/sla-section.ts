/** "SLA targets": by when a customer is answered and a matter settled, by priority. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { command } from "../commands.js";
import {
  KINDS,
  MOST_MINUTES,
  PRIORITIES,
  UNITS,
  type Kind,
  type Priority,
  type Span,
  type TargetsDraft,
  type TargetsModel,
  type Unit,
} from "../models/targets.js";
import { formFoot } from "./form-foot.js";
import { form } from "./form.styles.js";
import { ModelPart } from "./part.js";
import { section } from "./section.styles.js";

@customElement("baton-sla")
export class SlaSection extends ModelPart<TargetsModel> {
  static override styles = [
    base,
    section,
    form,
    css`
      .kinds {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
        gap: 14px 20px;
        margin-top: 12px;
      }
      .row {
        flex-wrap: nowrap;
      }
      .row .input {
        min-width: 0;
      }
      .row input {
        flex: 1 1 70px;
      }
      .row select {
        flex: 1 1 100px;
      }
      .kind {
        display: grid;
        gap: 6px;
        align-content: start;
        font-size: var(--text-sm);
        font-weight: var(--weight-medium);
      }
      .wrong {
        font-weight: 400;
      }
    `,
  ];

  override render() {
    const { words, model } = this;
    const { draft } = model;
    if (!draft) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.sla")}</h1>
      <p class="lead">${words.t("sla.lead")}</p>
      ${PRIORITIES.map((priority) => this.priority(draft, priority))}
      ${formFoot({ from: this, words, form: "sla", model, busy: this.busy })}
    `;
  }

  private priority(draft: TargetsDraft, priority: Priority) {
    const { words } = this;
    return html`<section aria-labelledby=${priority}>
      <h2 id=${priority}>${words.t(`priority.${priority}`)}</h2>
      <div class="kinds">${KINDS.map((kind) => this.target(draft[priority][kind], priority, kind))}</div>
    </section>`;
  }

  private target(span: Span, priority: Priority, kind: Kind) {
    const { words, model } = this;
    const wrong = model.tried && model.problems.has(`${priority}.${kind}`);
    const of = { priority: words.t(`priority.${priority}`), kind: words.t(`kind.${kind}`) };
    return html`<div class="kind">
      <span aria-hidden="true">${words.t(`kind.${kind}`)}</span>
      <div class="row">
        <input
          class="input small"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          maxlength="9"
          .value=${span.amount}
          placeholder=${words.t("sla.none")}
          aria-label=${words.t("sla.amount", of)}
          aria-invalid=${wrong ? "true" : nothing}
          @input=${(event: Event) => this.set(priority, kind, { amount: (event.target as HTMLInputElement).value })}
        />
        <select
          class="input small"
          aria-label=${words.t("sla.unit", of)}
          @change=${(event: Event) => this.set(priority, kind, { unit: (event.target as HTMLSelectElement).value as Unit })}
        >
          ${UNITS.map(
            (unit) =>
              html`<option value=${unit} ?selected=${unit === span.unit}>${words.t(`unit.${unit}`)}</option>`,
          )}
        </select>
      </div>
      ${wrong ? html`<span class="wrong">${words.t("sla.problem", { days: MOST_MINUTES / 1440 })}</span>` : nothing}
    </div>`;
  }

  private set(priority: Priority, kind: Kind, parts: Partial<Span>): void {
    const { draft } = this.model;
    if (!draft) return;
    const span = { ...draft[priority][kind], ...parts };
    const changed = { ...draft, [priority]: { ...draft[priority], [kind]: span } };
    command(this, { do: "edit", form: "sla", draft: changed });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-sla": SlaSection;
  }
}
