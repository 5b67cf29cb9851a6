/** The widget's words: one locale file is loaded, the one that is read; those of its parts come with them. */
import { Words, type Key, type Table } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";
import type en from "./locales/en.json";
import type more from "./parts/locales/en.json";

const { dataset } = document.documentElement;

export type WidgetKey = Key<typeof en>;
export type WidgetWords = Words<WidgetKey>;
export type PartWords = Words<WidgetKey | Key<typeof more>>;
type Tables = Record<Lang, () => Promise<{ default: Table }>>;

const first: Tables = {
  en: () => import("./locales/en.json"),
  fa: () => import("./locales/fa.json"),
  pl: () => import("./locales/pl.json"),
};

/** What the desk lets customers choose from, which came with the page; the first stands for all others. */
export const offered = (dataset.langs?.split(" ") ?? Object.keys(first)) as Lang[];

const later: Tables = {
  en: () => import("./parts/locales/en.json"),
  fa: () => import("./parts/locales/fa.json"),
  pl: () => import("./parts/locales/pl.json"),
};

export async function loadWords(lang: Lang): Promise<WidgetWords> {
  return new Words(lang, { ...(await first[lang]()).default, ...greeting(lang) });
}

/** What the desk says in its own words, which came with the page. */
function greeting(lang: Lang): Table {
  return JSON.parse(dataset[lang] ?? "{}") as Table;
}

export async function loadPartWords(lang: Lang): Promise<PartWords> {
  const [words, more] = await Promise.all([first[lang](), later[lang]()]);
  return new Words(lang, { ...words.default, ...more.default });
}
