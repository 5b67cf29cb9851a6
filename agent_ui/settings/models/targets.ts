/** By when customers are to be answered: a target by priority and kind, written in minutes or hours. */
import { DraftModel, type Stamp } from "./draft.js";
import { latin } from "./numbers.js";

export const PRIORITIES = ["urgent", "high", "normal", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];

export const KINDS = ["first_response", "next_response", "resolution"] as const;
export type Kind = (typeof KINDS)[number];

export const UNITS = ["minutes", "hours"] as const;
export type Unit = (typeof UNITS)[number];

/** As it stands in the field; no amount is no target. */
export interface Span {
  amount: string;
  unit: Unit;
}

export type TargetsDraft = Record<Priority, Record<Kind, Span>>;

export interface Targets extends Stamp {
  targets: Partial<Record<Priority, Partial<Record<Kind, number | null>>>>;
}

/** Ninety days: the desk takes no more. */
export const MOST_MINUTES = 90 * 24 * 60;

export class TargetsModel extends DraftModel<Targets, TargetsDraft> {
  protected draftOf({ targets }: Targets): TargetsDraft {
    return table((priority, kind) => spanOf(targets[priority]?.[kind] ?? null));
  }

  protected bodyOf(draft: TargetsDraft): object {
    return { targets: table((priority, kind) => minutesOf(draft[priority][kind])) };
  }

  get sound(): boolean {
    return this.problems.size === 0;
  }

  /** The places, such as `urgent.resolution`, whose amount is no number of minutes that the desk takes. */
  get problems(): ReadonlySet<string> {
    const { draft } = this;
    if (!draft) return new Set();
    const places = PRIORITIES.flatMap((priority) => KINDS.map((kind) => [priority, kind] as const));
    const wrong = places.filter(([priority, kind]) => !fits(draft[priority][kind]));
    return new Set(wrong.map(([priority, kind]) => `${priority}.${kind}`));
  }
}

/** Whole hours are hours, anything else minutes. */
export function spanOf(minutes: number | null): Span {
  if (minutes === null) return { amount: "", unit: "minutes" };
  const whole = minutes >= 60 && minutes % 60 === 0;
  return whole
    ? { amount: String(minutes / 60), unit: "hours" }
    : { amount: String(minutes), unit: "minutes" };
}

/** Null without an amount; not a number if it is none. Digits of any of our languages are read. */
export function minutesOf({ amount, unit }: Span): number | null {
  const text = latin(amount.trim());
  if (text === "") return null;
  if (!/^\d+(\.\d+)?$/.test(text)) return Number.NaN;
  return Number(text) * (unit === "hours" ? 60 : 1);
}

function fits(span: Span): boolean {
  const minutes = minutesOf(span);
  return minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES);
}

function table<T>(cell: (priority: Priority, kind: Kind) => T): Record<Priority, Record<Kind, T>> {
  const row = (priority: Priority): Record<Kind, T> =>
    Object.fromEntries(KINDS.map((kind) => [kind, cell(priority, kind)])) as Record<Kind, T>;
  return Object.fromEntries(PRIORITIES.map((priority) => [priority, row(priority)])) as Record<
    Priority,
    Record<Kind, T>
  >;
}
