/** The days of the calendar that differ from their weekday: those with hours of their own, and holidays. */
import { html, nothing } from "lit";
import { icon } from "../../rooms/icons.js";
import type { Exception, Holiday, HoursDraft, HoursProblems } from "../models/hours.js";
import type { SettingsWords } from "../words.js";
import { slotRows } from "./slot-rows.js";

/** As many as the desk takes. */
const MOST_DAYS = 400;
const NEW: Readonly<{ exceptions: Exception; holidays: Holiday }> = {
  exceptions: { date: "", slots: [] },
  holidays: { date: "", name: "" },
};
const PLACES = { exceptions: "exception", holidays: "holiday" } as const;

export interface DayRows {
  words: SettingsWords;
  draft: HoursDraft;
  problems: HoursProblems;
  what: "exceptions" | "holidays";
  change: (parts: Partial<HoursDraft>) => void;
}

export function dayRows(rows: DayRows) {
  const { words, draft, what, change } = rows;
  const days: readonly { date: string }[] = draft[what];
  return html`<section aria-labelledby=${what}>
    <h2 id=${what}>${words.t(`hours.${what}`)}</h2>
    <p class="hint">${words.t(`hours.${what}.hint`)}</p>
    <ul class="dates">
      ${days.map((_, index) => html`<li>${dayRow(rows, index)}</li>`)}
    </ul>
    <button
      class="btn small add"
      type="button"
      ?disabled=${days.length >= MOST_DAYS}
      @click=${() => change({ [what]: [...days, NEW[what]] })}
    >
      ${icon("plus", 14)}${words.t(`hours.${what}.add`)}
    </button>
  </section>`;
}

function dayRow(rows: DayRows, index: number) {
  const { words, draft, problems, what, change } = rows;
  const problem = problems.get(`${PLACES[what]}.${index}`);
  const n = words.number(index + 1);
  const date = draft[what][index]?.date ?? "";
  return html`<div class="row">
      <input
        class="input small date"
        type="date"
        .value=${date}
        aria-label=${words.t(`hours.${what}.date`, { n })}
        aria-invalid=${problem ? "true" : nothing}
        @change=${(event: Event) => set(rows, index, { date: (event.target as HTMLInputElement).value })}
      />
      ${what === "holidays" ? name(rows, index) : nothing}
      <button
        class="btn bare small square"
        type="button"
        aria-label=${words.t(`hours.${what}.remove`, { n })}
        @click=${() => change({ [what]: draft[what].filter((_, other) => other !== index) })}
      >
        ${icon("trash", 15)}
      </button>
      ${problem ? html`<span class="wrong">${words.t(`hours.problem.${problem}`)}</span>` : nothing}
    </div>
    ${what === "exceptions" ? slots(rows, index) : nothing}`;
}

function name(rows: DayRows, index: number) {
  const { words, draft } = rows;
  return html`<input
    class="input small name"
    type="text"
    dir="auto"
    maxlength="100"
    .value=${draft.holidays[index]?.name ?? ""}
    placeholder=${words.t("hours.holidays.placeholder")}
    aria-label=${words.t("hours.holidays.name", { n: words.number(index + 1) })}
    @input=${(event: Event) => set(rows, index, { name: (event.target as HTMLInputElement).value })}
  />`;
}

function slots(rows: DayRows, index: number) {
  const { words, draft, problems } = rows;
  const day = draft.exceptions[index];
  if (!day) return nothing;
  const label = day.date
    ? words.date(day.date)
    : words.t("hours.exceptions.date", { n: words.number(index + 1) });
  return slotRows({
    words,
    day: label,
    place: `exception.${index}`,
    slots: day.slots,
    problems,
    change: (changed) => set(rows, index, { slots: changed }),
  });
}

function set({ draft, what, change }: DayRows, index: number, parts: Partial<Exception & Holiday>): void {
  change({ [what]: draft[what].map((day, other) => (other === index ? { ...day, ...parts } : day)) });
}
