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
