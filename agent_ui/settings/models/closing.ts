/** What is asked when a conversation ends: reasons and tags of the agent, questions of the customer. */
import { LANGS } from "../../shared/i18n.js";
import type { Lang } from "../../shared/wire.js";
import { DraftModel, type Stamp } from "./draft.js";

export const KINDS_OF_QUESTION = ["yes_no", "scale", "text"] as const;
export type QuestionKind = (typeof KINDS_OF_QUESTION)[number];
export const MOST = { reasons: 30, tags: 200, questions: 5, chars: 40, text: 300 } as const;

export interface Question {
  id: string;
  kind: QuestionKind;
  text: Partial<Record<Lang, string>>;
}

export interface ClosingDraft {
  reasons: string[];
  reason_required: boolean;
  tags: string[];
  tags_required: boolean;
  questions: Question[];
}

export interface Closing extends Stamp, ClosingDraft {}

export class ClosingModel extends DraftModel<Closing, ClosingDraft> {
  protected draftOf({ reasons, reason_required, tags, tags_required, questions }: Closing): ClosingDraft {
    return { reasons, reason_required, tags, tags_required, questions };
  }

  protected bodyOf(draft: ClosingDraft): object {
    return {
      ...draft,
      reasons: trimmed(draft.reasons),
      tags: trimmed(draft.tags),
      questions: draft.questions.map(({ id, kind, text }) => ({ id, kind, text: written(text) })),
    };
  }

  get sound(): boolean {
    return this.problems.size === 0;
  }

  /** Places such as `reasons.2`, with what is amiss there. */
  get problems(): ReadonlyMap<string, "blank" | "twice" | "none"> {
    const found = new Map<string, "blank" | "twice" | "none">();
    const { draft } = this;
    if (!draft) return found;
    for (const list of ["reasons", "tags"] as const) {
      const words = draft[list].map((word) => word.trim());
      for (const [index, word] of words.entries()) {
        if (!word) found.set(`${list}.${index}`, "blank");
        else if (words.indexOf(word) < index) found.set(`${list}.${index}`, "twice");
      }
    }
    if (draft.reasons.length === 0) found.set("reasons", "none");
    for (const [index, { text }] of draft.questions.entries())
      if (Object.keys(written(text)).length === 0) found.set(`questions.${index}`, "blank");
    return found;
  }
}

/** An id that no other question has. */
export function freshId<Named extends { id: string }>(questions: readonly Named[]): string {
  for (let number = questions.length + 1; ; number += 1) {
    const id = `q${number}`;
    if (questions.every((one) => one.id !== id)) return id;
  }
}

export function put<T>(list: readonly T[], index: number, value: T): T[] {
  return list.map((one, at) => (at === index ? value : one));
}

export function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}

/** One place up or down; at the ends it stays. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const made = [...list];
  const other = made[index + by];
  const one = made[index];
  if (one === undefined || other === undefined) return made;
  [made[index], made[index + by]] = [other, one];
  return made;
}

function trimmed(words: readonly string[]): string[] {
  return words.map((word) => word.trim());
}

/** Only the languages in which something is written. */
export function written(text: Question["text"]): Question["text"] {
  return Object.fromEntries(
    LANGS.flatMap((lang) => {
      const words = text[lang]?.trim();
      return words ? [[lang, words]] : [];
    }),
  );
}
