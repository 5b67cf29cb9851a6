/** A canned reply while it is written. */
import type { CannedItem } from "../../console/models/shelf.js";
import { unknown } from "../../rooms/placeholders.js";
import type { Lang } from "../../shared/wire.js";
import { LANGS } from "../../shared/i18n.js";
import { EVERYBODY, whoseOf, type ShelfDraft } from "./shelf.js";

export const MOST_CHARS = 4000;

export interface ReplyDraft extends ShelfDraft {
  shortcut: string;
  texts: Partial<Record<Lang, string>>;
}

export const BLANK: ReplyDraft = { name: "", whose: EVERYBODY, shortcut: "", texts: {} };

export function draftOf(item: CannedItem): ReplyDraft {
  const { name, content } = item;
  return { name, whose: whoseOf(item), shortcut: content.shortcut, texts: content.texts };
}

export function contentOf({ shortcut, texts }: ReplyDraft): object {
  const written = LANGS.flatMap((lang) => {
    const text = texts[lang]?.trim();
    return text ? [[lang, text] as const] : [];
  });
  return { shortcut: shortcut.trim(), texts: Object.fromEntries(written) };
}

export function problemsOf(draft: ReplyDraft): ReadonlySet<string> {
  const wrong = new Set<string>();
  if (!draft.name.trim()) wrong.add("name");
  if (!/^[\p{L}\p{N}_-]{1,32}$/u.test(draft.shortcut.trim())) wrong.add("shortcut");
  const texts = LANGS.map((lang) => draft.texts[lang] ?? "");
  if (texts.every((text) => !text.trim())) wrong.add("texts");
  if (texts.some((text) => unknown(text).length > 0)) wrong.add("placeholder");
  return wrong;
}
