/** The words that all rooms say, and how a room adds its own to them. */
import { Words, type Key, type Table } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type RoomKey = Key<typeof en>;
export type RoomWords = Words<RoomKey>;
/** With the two that every room says in its own way. */
export type AppWords = Words<RoomKey | "app.title" | "app.skip">;

/** Several names in a row, as the reader's language joins them. */
export function listed({ lang }: Pick<RoomWords, "lang">, names: readonly string[]): string {
  return new Intl.ListFormat(lang).format(names);
}

const TABLES: Readonly<Record<Lang, Table>> = { en, fa, pl };

/** The same object for the same language, so that elements see a change only when there is one. */
export function speaking<K extends string>(tables: Readonly<Record<Lang, Table>>): (lang: Lang) => Words<K> {
  const made = new Map<Lang, Words<K>>();
  return (lang) => {
    const known = made.get(lang);
    if (known) return known;
    const words = new Words<K>(lang, { ...TABLES[lang], ...tables[lang] });
    made.set(lang, words);
    return words;
  };
}
