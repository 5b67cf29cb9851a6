/** What conversations are about: which words can still be added, and what a change leaves. */
import { tagsIn } from "../../rooms/steps.js";
import type { ClosingForm } from "./chat.js";

const MOST_OFFERED = 8;

export interface TagChange {
  add?: readonly string[];
  remove?: string;
}

export function changedTags(tags: readonly string[], { add = [], remove }: TagChange): string[] {
  return [...new Set([...tags, ...add])].filter((tag) => tag !== remove);
}

/** The desk's set tags, else those in use, that are not given yet and hold what is typed. */
export function tagOffers(
  form: Pick<ClosingForm, "tags">,
  used: readonly string[],
  given: readonly string[],
  typed: string,
): string[] {
  const known = form.tags.length > 0 ? form.tags : [...new Set(used)];
  const letters = folded(typed);
  return known.filter((tag) => !given.includes(tag) && folded(tag).includes(letters)).slice(0, MOST_OFFERED);
}

/** The tags that are meant by what is typed; null where one is none of the desk's. */
export function tagsMeant(form: Pick<ClosingForm, "tags">, typed: string): string[] | null {
  const words = tagsIn(typed);
  if (form.tags.length === 0) return words;
  const meant = words.map((word) => form.tags.find((tag) => folded(tag) === folded(word)));
  return meant.every((tag) => tag !== undefined) ? meant : null;
}

function folded(text: string): string {
  return text.trim().toLocaleLowerCase();
}
