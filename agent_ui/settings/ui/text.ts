/** How the settings name shares, moments and outcomes. */
import type { Outcome } from "../models/wire.js";
import type { SettingsWords } from "../words.js";

export function percent(words: SettingsWords, share: number | null): string {
  if (share === null) return "–";
  return new Intl.NumberFormat(words.lang, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

export function moment(words: SettingsWords, iso: string): string {
  return `${words.day(iso, new Date())} ${words.time(iso)}`;
}

export function outcome(words: SettingsWords, name: Outcome): string {
  return words.t(`outcome.${name}`);
}

/** Of Monday, which is 0, and those after it. */
export function weekday(words: SettingsWords, index: number): string {
  const monday = Date.UTC(2024, 0, 1);
  const name = new Intl.DateTimeFormat(words.lang, { weekday: "long", timeZone: "UTC" });
  const day = name.format(monday + index * 86_400_000);
  return day.charAt(0).toLocaleUpperCase(words.lang) + day.slice(1);
}
