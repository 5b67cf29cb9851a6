/** The words of the board: its own, the console's for conversations, and those that all rooms say. */
import consoleEn from "../console/locales/en.json";
import consoleFa from "../console/locales/fa.json";
import consolePl from "../console/locales/pl.json";
import type { ConsoleKey } from "../console/words.js";
import { speaking } from "../rooms/words.js";
import type { Key, Words } from "../shared/i18n.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type BoardKey = Key<typeof en> | ConsoleKey;
export type BoardWords = Words<BoardKey>;

export const wordsOf = speaking<BoardKey>({
  en: { ...consoleEn, ...en },
  fa: { ...consoleFa, ...fa },
  pl: { ...consolePl, ...pl },
});
