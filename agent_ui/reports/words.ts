/** The words of the reports, with those that all rooms say. */
import { speaking, type RoomKey } from "../rooms/words.js";
import type { Key, Words } from "../shared/i18n.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type ReportsKey = Key<typeof en> | RoomKey;
export type ReportsWords = Words<ReportsKey>;

export const wordsOf = speaking<ReportsKey>({ en, fa, pl });
