/** The languages in which texts for customers are written: those that the desk offers, and what is written already. */
import { LANGS } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";

type Texts = Partial<Record<Lang, string>> | undefined;

/** All that there are, until the desk has told. */
let offered: readonly Lang[] = LANGS;

export function offer(langs: readonly string[]): void {
  offered = LANGS.filter((lang) => langs.includes(lang));
}

/** In the usual order; a text in a language that is no longer offered is still seen, so that it can be taken off. */
export function langsFor(...written: Texts[]): readonly Lang[] {
  return LANGS.filter((lang) => offered.includes(lang) || written.some((texts) => texts?.[lang]));
}
