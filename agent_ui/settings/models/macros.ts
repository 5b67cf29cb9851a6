/** A macro while it is written. */
import type { MacroItem } from "../../console/models/shelf.js";
import { soundSteps, type Step } from "../../rooms/steps.js";
import { EVERYBODY, whoseOf, type ShelfDraft } from "./shelf.js";

export interface MacroDraft extends ShelfDraft {
  steps: readonly Step[];
}

export const BLANK: MacroDraft = { name: "", whose: EVERYBODY, steps: [{ do: "reply", texts: {} }] };

export function draftOf(item: MacroItem): MacroDraft {
  return { name: item.name, whose: whoseOf(item), steps: item.content.steps };
}

export function contentOf({ steps }: MacroDraft): object {
  return { steps };
}

export function problemsOf({ name, steps }: MacroDraft): ReadonlySet<string> {
  const wrong = new Set<string>();
  if (!name.trim()) wrong.add("name");
  if (steps.length === 0) wrong.add("steps");
  else if (!soundSteps(steps)) wrong.add("step");
  return wrong;
}
