/** The words of files: loaded with them, in the language that is read. */
import { Words, type Key, type Table } from "../i18n.js";
import type { Lang } from "../wire.js";
import type en from "./locales/en.json";

export type FileKey = Key<typeof en>;
export type FileWords = Words<FileKey>;

const tables: Record<Lang, () => Promise<{ default: Table }>> = {
  en: () => import("./locales/en.json"),
  fa: () => import("./locales/fa.json"),
  pl: () => import("./locales/pl.json"),
};

export async function loadFileWords(lang: Lang): Promise<FileWords> {
  return new Words(lang, (await tables[lang]()).default);
}

/** Such as "182 kB" or "3.4 MB"; nothing is smaller than one kB. */
export function sizeText(words: FileWords, bytes: number): string {
  const mega = bytes >= 1_000_000;
  const n = mega ? Math.round(bytes / 100_000) / 10 : Math.max(1, Math.round(bytes / 1000));
  return words.t(mega ? "file.mb" : "file.kb", { n });
}
