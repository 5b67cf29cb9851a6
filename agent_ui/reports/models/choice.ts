/** What is looked at: days, grouping, team and language, as the page's address keeps them. */

export interface Choice {
  since: string;
  until: string;
  by: "hour" | "day" | "week";
  lang: string;
  team: string;
}

export const GRAINS = ["day", "week", "hour"] as const;
export const PRESETS = [7, 28, 90, 365] as const;
export const USUAL_DAYS = 28;
const DAY_MS = 86_400_000;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

export function lastDays(days: number, today: string): Pick<Choice, "since" | "until"> {
  return { since: plusDays(today, 1 - days), until: today };
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days a range has, both ends counted. */
export function lengthOf({ since, until }: Choice): number {
  return Math.round((Date.parse(until) - Date.parse(since)) / DAY_MS) + 1;
}

/** As many days just before, to compare with. */
export function before(choice: Choice): Choice {
  const days = lengthOf(choice);
  return { ...choice, since: plusDays(choice.since, -days), until: plusDays(choice.since, -1) };
}

export function readChoice(search: string, today: string): Choice {
  const asked = new URLSearchParams(search);
  const day = (name: string): string | null => {
    const value = asked.get(name) ?? "";
    return ISO_DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
  };
  const usual = lastDays(USUAL_DAYS, today);
  return {
    since: day("since") ?? usual.since,
    until: day("until") ?? usual.until,
    by: GRAINS.find((grain) => grain === asked.get("by")) ?? "day",
    lang: asked.get("lang") ?? "",
    team: asked.get("team") ?? "",
  };
}

export function writeChoice(choice: Choice): string {
  const told = Object.entries(choice).filter(([, value]) => value !== "");
  return `?${new URLSearchParams(told as [string, string][])}`;
}

/** The day it is, by the reader's own clock. */
export function todayOf(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
