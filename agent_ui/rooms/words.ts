/** The words that both rooms say. */
import type { Key, Table, Words } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type RoomKey = Key<typeof en>;
export type RoomWords = Words<RoomKey>;
export const ROOM_TABLES: Readonly<Record<Lang, Table>> = { en, fa, pl };
