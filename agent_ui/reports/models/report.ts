/** Reports as the desk tells them, and the lines that the page looks for in them. */

export const REPORTS = ["volume", "times", "handoffs", "outcomes", "satisfaction", "answers"] as const;
export type ReportName = (typeof REPORTS)[number];
export type Unit = "count" | "share" | "seconds" | "score";

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

/** One value in each bucket; null where there is no case. */
export interface Series {
  name: string;
  values: (number | null)[];
}

export function lineOf(report: Report | null, figure: string, group: string | null = null): Line | null {
  const lines = report?.lines ?? [];
  return lines.find((line) => line.figure === figure && line.group === group && line.bucket === null) ?? null;
}

export function linesOf(report: Report | null, figure: string): Line[] {
  return (report?.lines ?? []).filter((line) => line.figure === figure && line.bucket === null);
}

/** A figure over time, one series a group; where counts are missing there were none. */
export function seriesOf(report: Report, figure: string, groups?: readonly (string | null)[]): Series[] {
  const lines = report.lines.filter((line) => line.figure === figure && line.bucket !== null);
  const names = groups ?? [...new Set(lines.map((line) => line.group))];
  return names
    .map((name) => {
      const mine = new Map(
        lines.filter((line) => line.group === name).map((line) => [line.bucket, line] as const),
      );
      const none = lines[0]?.unit === "count" ? 0 : null;
      return {
        name: name ?? "",
        values: report.buckets.map((bucket) => mine.get(bucket)?.value ?? none),
      };
    })
    .filter(({ values }) => values.some((value) => value !== null && value !== 0));
}

/** How much more or less than before, as a share; null where that says nothing. */
export function change(now: Line | null, then: Line | null): number | null {
  const [value, was] = [now?.value ?? null, then?.value ?? null];
  return value === null || !was ? null : value / was - 1;
}
