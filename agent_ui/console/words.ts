/** The words of the console, with those that all rooms say. */
import { speaking, type RoomKey } from "../rooms/words.js";
import type { Key, Words } from "../shared/i18n.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type ConsoleKey = Key<typeof en> | RoomKey;
export type ConsoleWords = Words<ConsoleKey>;

export const wordsOf = speaking<ConsoleKey>({ en, fa, pl });
