/** The words of the settings, with those that all rooms say. */
import { ROOM_TABLES, type RoomKey } from "../rooms/words.js";
import { Words, type Key } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type SettingsKey = Key<typeof en> | RoomKey;
export type SettingsWords = Words<SettingsKey>;

const TABLES = { en, fa, pl };

const made = new Map<Lang, SettingsWords>();

/** The same object for the same language, so that elements see a change only when there is one. */
export function wordsOf(lang: Lang): SettingsWords {
  const known = made.get(lang);
  if (known) return known;
  const words: SettingsWords = new Words(lang, { ...ROOM_TABLES[lang], ...TABLES[lang] });
  made.set(lang, words);
  return words;
}
