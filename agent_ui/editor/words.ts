/** The words of the editor, with those that all rooms say. */
import { speaking, type RoomKey } from "../rooms/words.js";
import type { Key, Words } from "../shared/i18n.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type EditorKey = Key<typeof en> | RoomKey;
export type EditorWords = Words<EditorKey>;

export const wordsOf = speaking<EditorKey>({ en, fa, pl });
