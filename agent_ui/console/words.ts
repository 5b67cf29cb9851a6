/** The words of the console, with those that both rooms say. */
import { ROOM_TABLES, type RoomKey } from "../rooms/words.js";
import { Words, type Key } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type ConsoleKey = Key<typeof en> | RoomKey;
export type ConsoleWords = Words<ConsoleKey>;

const TABLES = { en, fa, pl };

const made = new Map<Lang, ConsoleWords>();

/** The same object for the same language, so that elements see a change only when there is one. */
export function wordsOf(lang: Lang): ConsoleWords {
  const known = made.get(lang);
  if (known) return known;
  const words: ConsoleWords = new Words(lang, { ...ROOM_TABLES[lang], ...TABLES[lang] });
  made.set(lang, words);
  return words;
}
