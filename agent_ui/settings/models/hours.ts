/** When the desk is open: slots by weekday, days with slots of their own, holidays, and the zone of them all. */
import { DraftModel, type Stamp } from "./draft.js";
import { overlapping, type Slot } from "./slots.js";

export const WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Day = (typeof WEEK)[number];

export interface Exception {
  date: string;
  slots: Slot[];
}

export interface Holiday {
  date: string;
  name: string;
}

export interface HoursDraft {
  zone: string;
  week: Record<Day, Slot[]>;
  exceptions: Exception[];
  holidays: Holiday[];
}

export interface Hours extends Stamp {
  zone: string;
  week: Partial<Record<Day, Slot[]>>;
  exceptions: Exception[];
  holidays: Holiday[];
  /** Now while the desk is open; null if it never opens. */
  opens_at: string | null;
}

/** What is amiss, at a place such as `monday.0` or `holiday.2`. */
export type HoursProblem = "time" | "overlap" | "date" | "twice";
export type HoursProblems = ReadonlyMap<string, HoursProblem>;

export class HoursModel extends DraftModel<Hours, HoursDraft> {
  protected draftOf({ zone, week, exceptions, holidays }: Hours): HoursDraft {
    const slots = (day: Day): Slot[] => (week[day] ?? []).map(short);
    return {
      zone,
      week: Object.fromEntries(WEEK.map((day) => [day, slots(day)])) as Record<Day, Slot[]>,
      exceptions: exceptions.map((one) => ({ date: one.date, slots: one.slots.map(short) })),
      holidays: holidays.map((one) => ({ date: one.date, name: one.name })),
    };
  }

  protected bodyOf(draft: HoursDraft): object {
    const open = WEEK.filter((day) => draft.week[day].length > 0);
    const holidays = draft.holidays.map(({ date, name }) => ({ date, name: name.trim() }));
    return { ...draft, holidays, week: Object.fromEntries(open.map((day) => [day, draft.week[day]])) };
  }

  get sound(): boolean {
    return this.problems.size === 0;
  }

  /** No weekday has a slot: the desk is open day and night. */
  get always(): boolean {
    return this.draft !== null && WEEK.every((day) => this.draft?.week[day].length === 0);
  }

  get problems(): HoursProblems {
    const found = new Map<string, HoursProblem>();
    const { draft } = this;
    if (!draft) return found;
    for (const day of WEEK) slotsOf(found, day, draft.week[day]);
    draft.exceptions.forEach(({ slots }, index) => slotsOf(found, `exception.${index}`, slots));
    datesOf(found, "exception", draft.exceptions);
    datesOf(found, "holiday", draft.holidays);
    return found;
  }
}

function slotsOf(found: Map<string, HoursProblem>, place: string, slots: readonly Slot[]): void {
  const crossed = overlapping(slots);
  slots.forEach(({ start, end }, index) => {
    if (!start || !end) found.set(`${place}.${index}`, "time");
    else if (crossed.has(index)) found.set(`${place}.${index}`, "overlap");
  });
}

function datesOf(found: Map<string, HoursProblem>, place: string, days: readonly { date: string }[]): void {
  days.forEach(({ date }, index) => {
    if (!date) found.set(`${place}.${index}`, "date");
    else if (days.findIndex((other) => other.date === date) < index) found.set(`${place}.${index}`, "twice");
  });
}

/** Wall times come with seconds, which nobody sets. */
function short({ start, end }: Slot): Slot {
  return { start: start.replace(/^(\d\d:\d\d):00$/, "$1"), end: end.replace(/^(\d\d:\d\d):00$/, "$1") };
}
