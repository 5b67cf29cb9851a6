/** How the reports name values, moments and groups. */
import type { Line, Report, Track, Unit } from "../models/report.js";
import type { ReportsKey, ReportsWords } from "../words.js";

export function valueText(words: ReportsWords, unit: Unit, value: number | null): string {
  if (value === null) return "–";
  const number = (digits: number): string =>
    new Intl.NumberFormat(words.lang, { maximumFractionDigits: digits }).format(value);
  if (unit === "share")
    return new Intl.NumberFormat(words.lang, { style: "percent", maximumFractionDigits: 1 }).format(value);
  if (unit === "hours")
    return new Intl.NumberFormat(words.lang, {
      style: "unit",
      unit: "hour",
      unitDisplay: "short",
      maximumFractionDigits: 1,
    }).format(value);
  return unit === "seconds" ? duration(words, value) : number(unit === "score" ? 2 : 0);
}

/** How a value has moved: a share by points, since a percentage of a percentage misleads; a score by itself. */
export function movedText(words: ReportsWords, unit: Unit, by: number): string {
  const own = unit === "share" || unit === "score";
  const said = new Intl.NumberFormat(words.lang, {
    style: own ? "decimal" : "percent",
    maximumFractionDigits: unit === "share" ? 1 : unit === "score" ? 2 : 0,
    signDisplay: "exceptZero",
  }).format(unit === "share" ? by * 100 : by);
  return words.t(unit === "share" ? "points_than_before" : "than_before", { change: said });
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

export function interval(words: ReportsWords, line: Pick<Line, "unit" | "low" | "high">): string {
  if (line.low === null || line.high === null) return "";
  const [low, high] = [line.low, line.high].map((value) => valueText(words, line.unit, value));
  return words.t("range", { low: low ?? "", high: high ?? "" });
}

export function bucketText(
  words: ReportsWords,
  report: Report,
  bucket: string,
  length: "brief" | "full" = "full",
): string {
  const zone = report.by === "hour" ? report.zone : "UTC";
  const hour = report.by === "hour" ? ({ hour: "2-digit", minute: "2-digit" } as const) : {};
  const weekday = report.by === "day" && length === "full" ? ({ weekday: "short" } as const) : {};
  return new Intl.DateTimeFormat(words.lang, {
    day: "numeric",
    month: "short",
    timeZone: zone,
    ...hour,
    ...weekday,
  }).format(new Date(bucket));
}

/** The name of a curve or group; what we have no word for is called as the desk calls it. */
export function nameText(words: ReportsWords, key: string): string {
  const said = words.t(key as ReportsKey);
  if (said !== key) return said;
  const reason = /^group\.away:(.+)$/.exec(key)?.[1];
  return reason ? words.t("away.for", { reason }) : key.replace(/^group\./, "");
}

/** A value with its interval and how many cases it rests on. */
export function sureText(words: ReportsWords, unit: Unit, track: Track, at: number): string {
  const value = track.values[at] ?? null;
  if (unit === "count" || unit === "seconds" || unit === "hours" || value === null)
    return valueText(words, unit, value);
  const [low, high] = [track.low[at] ?? null, track.high[at] ?? null];
  const parts = [valueText(words, unit, value), interval(words, { unit, low, high })];
  return [...parts, words.n("cases", track.n[at] ?? 0)].filter(Boolean).join(" ");
}

/** Each curve's lowest, highest and last value, in sentences. */
export function chartSummary(
  words: ReportsWords,
  label: string,
  unit: Unit,
  tracks: readonly Track[],
): string {
  const told = tracks.map((one) => {
    const seen = one.values.filter((value) => value !== null);
    return words.t("chart.summary", {
      name: nameText(words, one.name),
      low: valueText(words, unit, Math.min(...seen)),
      high: valueText(words, unit, Math.max(...seen)),
      last: valueText(words, unit, seen.at(-1) ?? null),
    });
  });
  return `${label}. ${told.join(" ")}`;
}

/** Monday is 0. */
export function dayName(words: ReportsWords, day: number, length: "short" | "long"): string {
  const monday = Date.UTC(2024, 0, 1);
  const name = new Intl.DateTimeFormat(words.lang, { weekday: length, timeZone: "UTC" });
  return name.format(monday + day * 86_400_000);
}

/** The hour that begins then. */
export function hourText(words: ReportsWords, hour: number): string {
  const at = new Intl.DateTimeFormat(words.lang, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  return words.t("hour.span", { from: at.format(hour * 3_600_000), to: at.format((hour + 1) * 3_600_000) });
}

/** A bucket's name, with how many cases all its times rest on. */
export function headText(
  words: ReportsWords,
  report: Report,
  unit: Unit,
  tracks: readonly Track[],
  at: number,
): string {
  const name = bucketText(words, report, report.buckets[at] ?? "");
  return unit === "seconds" ? `${name} ${words.n("cases", tracks[0]?.n[at] ?? 0)}` : name;
}

export function listText(words: ReportsWords, items: readonly string[]): string {
  return new Intl.ListFormat(words.lang, { style: "short", type: "unit" }).format(items);
}
