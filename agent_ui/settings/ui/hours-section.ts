/** "Service hours": the week, days with hours of their own, holidays, and when the desk opens next. */
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { command } from "../commands.js";
import { WEEK, type HoursDraft, type HoursModel, type HoursProblems } from "../models/hours.js";
import { dayRows } from "./day-rows.js";
import { formFoot } from "./form-foot.js";
import { form } from "./form.styles.js";
import { styles } from "./hours-section.styles.js";
import { ModelPart } from "./part.js";
import { section } from "./section.styles.js";
import { slotRows } from "./slot-rows.js";
import { weekday } from "./text.js";

/** The desk tells "now" while it is open; its clock and this one differ a little. */
const NOW_MS = 60_000;

@customElement("baton-hours")
export class HoursSection extends ModelPart<HoursModel> {
  static override styles = [base, section, form, styles];

  override render() {
    const { words, model } = this;
    const { draft } = model;
    if (!draft) return html`<p class="empty">${words.t("room.loading")}</p>`;
    const problems: HoursProblems = model.tried ? model.problems : new Map();
    const days = { words, draft, problems, change: (parts: Partial<HoursDraft>) => this.change(parts) };
    return html`
      <h1 tabindex="-1">${words.t("section.hours")}</h1>
      <p class="lead">${words.t("hours.lead")}</p>
      <p class="next-opening">${icon("clock", 16)}<span>${this.opening()}</span></p>
      ${this.week(draft, problems)} ${dayRows({ ...days, what: "exceptions" })}
      ${dayRows({ ...days, what: "holidays" })}
      ${formFoot({ from: this, words, form: "hours", model, busy: this.busy })}
    `;
  }

  private week(draft: HoursDraft, problems: HoursProblems) {
    const { words, model } = this;
    return html`<section aria-labelledby="week">
      <h2 id="week">${words.t("hours.week")}</h2>
      ${this.zone(draft.zone)}
      ${model.always ? html`<p class="hint">${words.t("hours.always")}</p>` : nothing}
      <ul class="days">
        ${WEEK.map(
          (day, index) =>
            html`<li>
              <span class="day">${weekday(words, index)}</span>
              ${slotRows({
                words,
                day: weekday(words, index),
                place: day,
                slots: draft.week[day],
                problems,
                change: (slots) => this.change({ week: { ...draft.week, [day]: slots } }),
              })}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private zone(zone: string) {
    const { words } = this;
    const zones = [...new Set(["UTC", zone, ...Intl.supportedValuesOf("timeZone")])].sort();
    return html`<label class="field zone"
      >${words.t("hours.zone")}
      <select
        class="input small"
        dir="ltr"
        @change=${(event: Event) => this.change({ zone: (event.target as HTMLSelectElement).value })}
      >
        ${zones.map((name) => html`<option value=${name} ?selected=${name === zone}>${name}</option>`)}
      </select>
    </label>`;
  }

  private opening(): string {
    const { words, model } = this;
    const at = model.saved?.opens_at;
    if (!at) return words.t("hours.never");
    if (Date.parse(at) - Date.now() < NOW_MS) return words.t("hours.open");
    return words.t("hours.opens", { when: words.moment(at) });
  }

  private change(parts: Partial<HoursDraft>): void {
    const { draft } = this.model;
    if (draft) command(this, { do: "edit", form: "hours", draft: { ...draft, ...parts } });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-hours": HoursSection;
  }
}
