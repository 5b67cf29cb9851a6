/** Canned replies, and macros by name: what is kept, what is written, and how it would read. */
import { fill } from "../../console/models/placeholders.js";
import type { ShelfItem } from "../../console/models/shelf.js";
import type { Lang } from "../../shared/wire.js";
import { LANGS } from "../../shared/i18n.js";

export const PLACEHOLDERS = [
  "customer.first_name",
  "customer.name",
  "customer.email",
  "customer.phone",
  "agent.first_name",
  "agent.name",
  "ticket.number",
  "conversation.id",
] as const;

const SAMPLE: Readonly<Record<string, string>> = {
  "customer.first_name": "Vera",
  "customer.name": "Vera Nowak",
  "customer.email": "vera@example.org",
  "customer.phone": "+48 600 100 200",
  "agent.first_name": "Ana",
  "agent.name": "Ana Silva",
  "ticket.number": "1042",
  "conversation.id": "019a…",
};

export const MOST_CHARS = 4000;

export type Kept = ShelfItem & { kind: "canned_reply" | "macro" };

export interface ReplyDraft {
  name: string;
  shortcut: string;
  shared: boolean;
  texts: Partial<Record<Lang, string>>;
}

export const BLANK: ReplyDraft = { name: "", shortcut: "", shared: true, texts: {} };

export function isKept(item: ShelfItem): item is Kept {
  return item.kind !== "saved_view";
}

export function draftOf(item: ShelfItem & { kind: "canned_reply" }): ReplyDraft {
  const { name, shared, content } = item;
  return { name, shared, shortcut: content.shortcut, texts: content.texts };
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

/** Placeholders that nothing will ever fill. */
export function unknown(text: string): string[] {
  const names = [...text.matchAll(/\{\{([^{}|]*)(?:\|[^{}]*)?\}\}/g)].map((found) => (found[1] ?? "").trim());
  return names.filter((name) => !(PLACEHOLDERS as readonly string[]).includes(name));
}

/** As a customer would read it, with made-up people. */
export function sampled(text: string): string {
  return fill(text, SAMPLE);
}

/** Those that fit what is searched for, in name, shortcut or words. */
export function matching(items: readonly Kept[], query: string): Kept[] {
  const wanted = query.trim().toLocaleLowerCase();
  return items.filter((item) =>
    JSON.stringify([item.name, item.content]).toLocaleLowerCase().includes(wanted),
  );
}
