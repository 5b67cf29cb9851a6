/** How tracks become a picture: the scale, whether times are drawn by steps, and which targets are seen. */
import type { Shape } from "./panels.js";
import type { Report, Track, Unit } from "./report.js";
import { linesOf } from "./report.js";
import { evenScale, stacked, timeScale, type Scale } from "./scale.js";

export interface Target {
  priority: string;
  seconds: number;
}

export interface Drawn {
  scale: Scale;
  /** Whether intervals are drawn; those of many lines would hide each other and stand in the table alone. */
  whiskers: boolean;
  byTimes: boolean;
  marks: Target[];
}

const MOST_WITH_WHISKERS = 2;
const TOPS: Partial<Record<Unit, Scale>> = {
  share: { low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1] },
  score: { low: 1, high: 5, ticks: [1, 2, 3, 4, 5] },
};

export function drawnAs(
  tracks: readonly Track[],
  unit: Unit,
  shape: Shape,
  targets: readonly Target[],
): Drawn {
  const seen = tracks.flatMap(({ values }) => values.filter((value) => value !== null));
  const whiskers = shape === "lines" && tracks.length <= MOST_WITH_WHISKERS;
  const fixed = TOPS[unit];
  if (fixed) return { scale: fixed, whiskers, byTimes: false, marks: [] };
  if (unit === "seconds") {
    const scale = timeScale([...seen, ...targets.map(({ seconds }) => seconds)]);
    return { scale, whiskers, byTimes: true, marks: [...targets] };
  }
  const sums = shape === "stack" ? stacked(tracks.map(({ values }) => values)).at(-1) : undefined;
  return { scale: evenScale(Math.max(0, ...(sums ?? seen)), true), whiskers, byTimes: false, marks: [] };
}

/** The targets of a clock as they stand now, the longest first, one for each priority that differs. */
export function targetsOf(report: Report, clock: string): Target[] {
  const found = linesOf(report, "sla_target").flatMap(({ group, value }) => {
    const [name, priority] = (group ?? "").split(":");
    return name === clock && priority && value !== null ? [{ priority, seconds: value }] : [];
  });
  return found.sort((one, other) => other.seconds - one.seconds);
}
