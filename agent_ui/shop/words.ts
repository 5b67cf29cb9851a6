/** The shop's words. */
import { Words, type Key } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";
import en from "./locales/en.json";
import fa from "./locales/fa.json";
import pl from "./locales/pl.json";

export type ShopKey = Key<typeof en>;
export type ShopWords = Words<ShopKey>;

const tables: Record<Lang, Record<string, string>> = { en, fa, pl };

export function shopWords(lang: Lang): ShopWords {
  return new Words(lang, tables[lang]);
}
