/** The slots of one day, to be changed, added and taken away. */
import { html, nothing } from "lit";
import { icon } from "../../rooms/icons.js";
import type { HoursProblems } from "../models/hours.js";
import { MOST_SLOTS, nextSlot, overnight, type Slot } from "../models/slots.js";
import type { SettingsWords } from "../words.js";

export interface SlotRows {
  words: SettingsWords;
  /** The day's name, for readers. */
  day: string;
  /** Where its problems are found. */
  place: string;
  slots: readonly Slot[];
  problems: HoursProblems;
  change: (slots: Slot[]) => void;
}

export function slotRows(rows: SlotRows) {
  const { words, day, slots, change } = rows;
  return html`<div class="slots">
    ${slots.length === 0 ? html`<span class="quiet">${words.t("hours.closed")}</span>` : nothing}
    ${slots.map((slot, index) => slotRow(rows, slot, index))}
    <button
      class="btn small"
      type="button"
      ?disabled=${slots.length >= MOST_SLOTS}
      aria-label=${words.t("hours.add.slot", { day })}
      @click=${() => change([...slots, nextSlot(slots)])}
    >
      ${icon("plus", 14)}${words.t("hours.add")}
    </button>
  </div>`;
}

function slotRow(rows: SlotRows, slot: Slot, index: number) {
  const { words, day, place, slots, problems, change } = rows;
  const problem = problems.get(`${place}.${index}`);
  const n = words.number(index + 1);
  return html`<div class="row">
    ${time(rows, slot, index, "start")}<span aria-hidden="true">–</span>${time(rows, slot, index, "end")}
    <button
      class="btn bare small square"
      type="button"
      aria-label=${words.t("hours.remove.slot", { day, n })}
      @click=${() => change(slots.filter((_, other) => other !== index))}
    >
      ${icon("trash", 15)}
    </button>
    ${overnight(slot) ? html`<span class="quiet next">${words.t("hours.next_day")}</span>` : nothing}
    ${problem ? html`<span class="wrong">${words.t(`hours.problem.${problem}`)}</span>` : nothing}
  </div>`;
}

function time(
  { words, day, place, slots, problems, change }: SlotRows,
  slot: Slot,
  index: number,
  end: keyof Slot,
) {
  const set = (value: string): void =>
    change(slots.map((one, other) => (other === index ? { ...one, [end]: value } : one)));
  return html`<input
    class="input small time"
    type="time"
    .value=${slot[end]}
    aria-label=${words.t(`hours.${end}`, { day, n: words.number(index + 1) })}
    aria-invalid=${problems.has(`${place}.${index}`) ? "true" : nothing}
    @change=${(event: Event) => set((event.target as HTMLInputElement).value)}
  />`;
}
