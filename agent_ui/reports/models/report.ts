/** Reports as the desk tells them, and the lines that the page looks for in them. */

export const REPORTS = [
  "volume",
  "times",
  "handoffs",
  "outcomes",
  "satisfaction",
  "answers",
  "availability",
] as const;
export type ReportName = (typeof REPORTS)[number];
export type Reports = ReadonlyMap<ReportName, Report>;
export type Unit = "count" | "share" | "seconds" | "score" | "hours";

/** Where nothing is told of these there was none. */
const SUMS = new Set<Unit | undefined>(["count", "hours"]);

export interface Line {
  figure: string;
  unit: Unit;
  bucket: string | null;
  group: string | null;
  label: string | null;
  n: number;
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Report {
  report: string;
  since: string;
  until: string;
  by: "hour" | "day" | "week";
  zone: string;
  made_at: string;
  buckets: string[];
  lines: Line[];
}

export interface Team {
  id: string;
  name: string;
}

/** Which lines a curve is drawn from, and the key of its name. */
export interface Curve {
  figure: string;
  group: string | null;
  name: string;
}

/** A curve over all buckets; `values` is null where there is no case, `n` says how many there are. */
export interface Track {
  name: string;
  values: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
  n: number[];
}

/** The lines of the whole range, of all reports of it: what the desk would tell as their summary. */
export function summaryOf(reports: readonly Report[]): Report | null {
  const [first] = reports;
  if (!first) return null;
  const lines = reports.flatMap((report) => report.lines.filter(({ bucket }) => bucket === null));
  return { ...first, report: "summary", buckets: [], lines };
}

export function lineOf(report: Report | null, figure: string, group: string | null = null): Line | null {
  const lines = report?.lines ?? [];
  return lines.find((line) => line.figure === figure && line.group === group && line.bucket === null) ?? null;
}

export function linesOf(report: Report | null, figure: string): Line[] {
  return (report?.lines ?? []).filter((line) => line.figure === figure && line.bucket === null);
}

/** One curve a group of a figure, the most frequent first. */
export function curvesOf(report: Report, figure: string): Curve[] {
  const whole = linesOf(report, figure).filter((line) => line.group !== null);
  return whole
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0))
    .map(({ group }) => ({ figure, group, name: `group.${group ?? ""}` }));
}

/** Curves with something on them; where counts are missing there were none, and a share of none is something. */
export function tracksOf(report: Report, curves: readonly Curve[]): Track[] {
  return curves.flatMap((curve) => {
    const track = trackOf(report, curve);
    const says = track.values.some((value) => value !== null && (value !== 0 || !isSum(report, curve)));
    return says ? [track] : [];
  });
}

function isSum(report: Report, { figure }: Curve): boolean {
  return SUMS.has(report.lines.find((line) => line.figure === figure)?.unit);
}

function trackOf(report: Report, { figure, group, name }: Curve): Track {
  const mine = new Map<string | null, Line>();
  let none: number | null = null;
  for (const line of report.lines) {
    if (line.figure !== figure || line.bucket === null) continue;
    if (SUMS.has(line.unit)) none = 0;
    if (line.group === group) mine.set(line.bucket, line);
  }
  const lines = report.buckets.map((bucket) => mine.get(bucket));
  return {
    name,
    values: lines.map((line) => line?.value ?? none),
    low: lines.map((line) => line?.low ?? null),
    high: lines.map((line) => line?.high ?? null),
    n: lines.map((line) => line?.n ?? 0),
  };
}

/** How much more or less than before, as a share; null where that says nothing. */
export function change(now: Line | null, then: Line | null): number | null {
  const [value, was] = [now?.value ?? null, then?.value ?? null];
  return value === null || !was ? null : value / was - 1;
}

/** By how much it has moved: shares and scores in their own unit, all else as a share of what was. */
export function moved(now: Line | null, then: Line | null): number | null {
  if (now?.unit !== "share" && now?.unit !== "score") return change(now, then);
  const was = then?.value ?? null;
  return now.value === null || was === null ? null : now.value - was;
}

const CLEAR_SHARE = 0.1;
const CLEAR_CASES = 10;
const ROUNDING = 1e-9;

/** Whether a change is more than chance would make of it: beyond both intervals, or large and of many cases. */
export function isClear(now: Line | null, then: Line | null): boolean {
  if (now === null || then === null || now.value === null || then.value === null) return false;
  if (now.low !== null && now.high !== null && then.low !== null && then.high !== null)
    return outside(now.value, then.low, then.high) && outside(then.value, now.low, now.high);
  const moved = Math.abs(change(now, then) ?? 0);
  return Math.min(now.n, then.n) >= CLEAR_CASES && moved >= CLEAR_SHARE;
}

function outside(value: number, low: number, high: number): boolean {
  return value < low - ROUNDING || value > high + ROUNDING;
}
