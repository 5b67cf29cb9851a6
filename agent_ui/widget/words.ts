/** The widget's words: one locale file is loaded, the one that is read. */
import { Words, type Key } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";
import type en from "./locales/en.json";

export type WidgetKey = Key<typeof en>;
export type WidgetWords = Words<WidgetKey>;

const tables: Record<Lang, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import("./locales/en.json"),
  fa: () => import("./locales/fa.json"),
  pl: () => import("./locales/pl.json"),
};

export async function loadWords(lang: Lang): Promise<WidgetWords> {
  return new Words(lang, (await tables[lang]()).default);
}
