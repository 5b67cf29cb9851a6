/** Slots of wall time on one day; one that ends at or before its start ends on the next day. */
export interface Slot {
  start: string;
  end: string;
}

const DAY = 24 * 60;
/** As many as the desk takes for a day. */
export const MOST_SLOTS = 12;

/** The places of those that begin before another one of the day has ended. */
export function overlapping(slots: readonly Slot[]): Set<number> {
  const spans = slots.map(({ start, end }) => span(minutes(start), minutes(end)));
  const crossed = new Set<number>();
  spans.forEach((one, index) => {
    const met = spans.some((other, place) => place < index && one.from < other.to && other.from < one.to);
    if (met) crossed.add(index);
  });
  return crossed;
}

export function overnight({ start, end }: Slot): boolean {
  return start !== "" && end !== "" && minutes(end) <= minutes(start);
}

/** A day's work, or the hours after a break. */
export function nextSlot(slots: readonly Slot[]): Slot {
  const last = slots.at(-1);
  if (!last?.end || overnight(last)) return { start: "09:00", end: "17:00" };
  const from = minutes(last.end) + 60;
  return { start: wall(from), end: wall(from + 4 * 60) };
}

function span(from: number, to: number): { from: number; to: number } {
  return { from, to: to <= from ? to + DAY : to };
}

function minutes(time: string): number {
  const [hours, rest] = time.split(":").map(Number);
  return (hours ?? Number.NaN) * 60 + (rest ?? Number.NaN);
}

function wall(at: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(at / 60) % 24)}:${two(at % 60)}`;
}
