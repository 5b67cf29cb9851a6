/** The words from which agents choose why they are away, written one a line. */
import { DraftModel, type Stamp } from "./draft.js";

export const MOST_REASONS = 20;
export const MOST_CHARS = 40;

export interface Away extends Stamp {
  reasons: readonly string[];
}

export type AwayDraft = string;

export class AwayModel extends DraftModel<Away, AwayDraft> {
  protected draftOf({ reasons }: Away): AwayDraft {
    return reasons.join("\n");
  }

  protected bodyOf(draft: AwayDraft): object {
    return { reasons: wordsIn(draft) };
  }

  get sound(): boolean {
    const words = wordsIn(this.draft ?? "");
    return words.length <= MOST_REASONS && words.every((word) => word.length <= MOST_CHARS);
  }
}

/** Each line that holds something, once. */
export function wordsIn(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim().replace(/\s+/g, " ")))].filter(Boolean);
}
