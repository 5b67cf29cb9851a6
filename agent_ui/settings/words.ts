/** The words of the settings, with those that all rooms say. */
import { speaking, type RoomKey } from "../rooms/words.js";
import type { Key, Words } from "../shared/i18n.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type SettingsKey = Key<typeof en> | RoomKey;
export type SettingsWords = Words<SettingsKey>;

export const wordsOf = speaking<SettingsKey>({ en, fa, pl });
