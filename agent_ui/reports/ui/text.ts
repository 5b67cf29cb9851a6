/** How the reports name values, moments and groups. */
import type { Line, Report, Unit } from "../models/report.js";
import type { ReportsKey, ReportsWords } from "../words.js";

export function valueText(words: ReportsWords, unit: Unit, value: number | null): string {
  if (value === null) return "–";
  const number = (digits: number): string =>
    new Intl.NumberFormat(words.lang, { maximumFractionDigits: digits }).format(value);
  if (unit === "share")
    return new Intl.NumberFormat(words.lang, { style: "percent", maximumFractionDigits: 1 }).format(value);
  return unit === "seconds" ? duration(words, value) : number(unit === "score" ? 2 : 0);
}

/** The two largest units that say something. */
export function duration(words: ReportsWords, seconds: number): string {
  const of = (value: number, unit: string): string =>
    new Intl.NumberFormat(words.lang, {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumFractionDigits: 0,
    }).format(value);
  if (seconds < 60) return of(seconds, "second");
  if (seconds < 3600) return parts(of, Math.round(seconds), 60, "minute", "second");
  if (seconds < 86_400) return parts(of, Math.round(seconds / 60), 60, "hour", "minute");
  return parts(of, Math.round(seconds / 3600), 24, "day", "hour");
}

function parts(
  of: (value: number, unit: string) => string,
  small: number,
  size: number,
  large: string,
  rest: string,
): string {
  const [whole, left] = [Math.floor(small / size), small % size];
  return left ? `${of(whole, large)} ${of(left, rest)}` : of(whole, large);
}

export function interval(words: ReportsWords, line: Line): string {
  if (line.low === null || line.high === null) return "";
  const [low, high] = [line.low, line.high].map((value) => valueText(words, line.unit, value));
  return words.t("range", { low: low ?? "", high: high ?? "" });
}

export function bucketText(words: ReportsWords, report: Report, bucket: string): string {
  const zone = report.by === "hour" ? report.zone : "UTC";
  const hour = report.by === "hour" ? ({ hour: "2-digit", minute: "2-digit" } as const) : {};
  return new Intl.DateTimeFormat(words.lang, {
    day: "numeric",
    month: "short",
    timeZone: zone,
    ...hour,
  }).format(new Date(bucket));
}

export function groupText(words: ReportsWords, group: string): string {
  const key = `group.${group}`;
  const said = words.t(key as ReportsKey);
  return said === key ? group : said;
}
