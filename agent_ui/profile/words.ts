/** The words of one's own account, with those that all rooms say. */
import { speaking, type RoomKey } from "../rooms/words.js";
import type { Key, Words } from "../shared/i18n.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type ProfileKey = Key<typeof en> | RoomKey;
export type ProfileWords = Words<ProfileKey>;

export const wordsOf = speaking<ProfileKey>({ en, fa, pl });
