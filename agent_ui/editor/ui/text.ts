/** How the editor names languages, states and shares. */
import type { Status } from "../models/article.js";
import type { EditorWords } from "../words.js";

export function langName(words: EditorWords, lang: string): string {
  return lang === "en" || lang === "fa" || lang === "pl" ? words.t(`lang.${lang}`) : lang;
}

export function statusLook(status: Status): string {
  return { draft: "note", published: "good", archived: "" }[status];
}

export function percent(words: EditorWords, share: number): string {
  return new Intl.NumberFormat(words.lang, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

export function score(words: EditorWords, value: number): string {
  return new Intl.NumberFormat(words.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    value,
  );
}

export function moment(words: EditorWords, iso: string): string {
  return `${words.day(iso, new Date())} ${words.time(iso)}`;
}

/** A day as short as a list needs it: words while it is near, then day and month. */
export function shortDay(words: EditorWords, iso: string, now: Date): string {
  const date = new Date(iso);
  if (now.getTime() - date.getTime() < 48 * 3_600_000) return words.day(iso, now).split(",", 1)[0] ?? "";
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(words.lang, { day: "numeric", month: "short", year }).format(date);
}
