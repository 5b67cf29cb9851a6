/** Words, numbers and times in the reader's language. Locale files hold the words; Intl does the rest. */
import type { Lang } from "./wire.js";

export const LANGS: readonly Lang[] = ["en", "fa", "pl"];
export const LANG_NAMES: Readonly<Record<Lang, string>> = { en: "English", fa: "فارسی", pl: "Polski" };

const RTL = /^(fa|ar|he|ur|ps|ckb)\b/i;

/** The direction of a language tag; an unknown one is left to the text itself. */
export function dirOf(lang: string | null | undefined): "ltr" | "rtl" | "auto" {
  return !lang ? "auto" : RTL.test(lang) ? "rtl" : "ltr";
}

/** Of words whose language is only guessed: the direction in which most of their letters run. */
export function dirOfText(text: string): "ltr" | "rtl" | "auto" {
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  const [left, right] = [count(/[A-Za-zÀ-ʯ]/g), count(/[\u0590-\u08ff\ufb1d-\ufefc]/g)];
  return left === right ? "auto" : left > right ? "ltr" : "rtl";
}

/** The first candidate that we speak; English if none. */
export function pickLang(...candidates: (string | null | undefined)[]): Lang {
  return pickFrom(LANGS, candidates);
}

/** The first candidate that is among these; if none is, the first of these. */
export function pickFrom(langs: readonly Lang[], candidates: readonly (string | null | undefined)[]): Lang {
  const found = candidates.flatMap((one) => langs.filter((lang) => lang === primary(one ?? "")));
  return found[0] ?? langs[0] ?? "en";
}

export type Params = Readonly<Record<string, string | number>>;
export type Table = Readonly<Record<string, string>>;

/** The keys of a locale file, plural forms folded into one (`wait.one`, `wait.other` → `wait`). */
export type Key<T> = keyof T & string extends infer K
  ? K extends `${infer Stem}.${Intl.LDMLPluralRule}`
    ? Stem
    : K
  : never;

export class Words<K extends string = string> {
  readonly dir: "ltr" | "rtl";
  private readonly digits: Intl.NumberFormat;
  private readonly plurals: Intl.PluralRules;

  constructor(
    readonly lang: Lang,
    private readonly table: Table,
  ) {
    this.dir = dirOf(lang) as "ltr" | "rtl";
    this.digits = new Intl.NumberFormat(lang);
    this.plurals = new Intl.PluralRules(lang);
  }

  /** The sentence of a key; `{name}` is filled in, numbers in the language's own digits. */
  t(key: K, params: Params = {}): string {
    return this.fill(this.table[key] ?? key, params);
  }

  /** The same with a plural form chosen by `n`, which is `{n}` in the sentence. */
  n(key: K, n: number, params: Params = {}): string {
    const form = this.table[`${key}.${this.plurals.select(n)}`] ?? this.table[`${key}.other`] ?? key;
    return this.fill(form, { n, ...params });
  }

  /** A number that is a name, such as a ticket's: without separators. */
  label(value: number): string {
    return new Intl.NumberFormat(this.lang, { useGrouping: false }).format(value);
  }

  number(value: number): string {
    return this.digits.format(value);
  }

  private fill(text: string, params: Params): string {
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name] ?? whole;
      return typeof value === "number" ? this.number(value) : value;
    });
  }

  time(iso: string): string {
    return new Intl.DateTimeFormat(this.lang, { hour: "numeric", minute: "2-digit" }).format(new Date(iso));
  }

  /** A day and an hour to come, by the reader's calendar and clock. */
  moment(iso: string): string {
    return new Intl.DateTimeFormat(this.lang, {
      weekday: "long",
      day: "numeric",
      month: "long",
      hour: "numeric",
      minute: "2-digit",
    }).format(new Date(iso));
  }

  /** A day of the calendar, such as 2026-03-01, in full. */
  date(day: string): string {
    const at = new Date(day);
    if (isNaN(+at)) return day;
    return new Intl.DateTimeFormat(this.lang, { dateStyle: "long", timeZone: "UTC" }).format(at);
  }

  /** "Today", "yesterday", or a date, as seen from `now`. */
  day(iso: string, now: Date): string {
    const date = new Date(iso);
    const days = Math.round((midnight(date) - midnight(now)) / 86_400_000);
    if (days === 0 || days === -1)
      return capital(new Intl.RelativeTimeFormat(this.lang, { numeric: "auto" }).format(days, "day"));
    const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
    return new Intl.DateTimeFormat(this.lang, {
      weekday: "long",
      day: "numeric",
      month: "long",
      year,
    }).format(date);
  }
}

/** Two moments on one calendar day (the reader's). */
export function sameDay(a: string, b: string): boolean {
  return midnight(new Date(a)) === midnight(new Date(b));
}

function primary(tag: string): string {
  return tag.toLowerCase().split(/[-_]/, 1)[0] ?? "";
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
