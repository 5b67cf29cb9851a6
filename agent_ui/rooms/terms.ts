/** What every room calls the same: the priorities, what conversations are about, and why they end. */
import type { Priority } from "../shared/wire.js";
import type { RoomKey, RoomWords } from "./words.js";

export const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];

export const RESOLUTIONS = ["answered", "fixed", "no_reply", "spam", "something_else"] as const;

/** What a reason that every desk begins with is called; null for one that a desk has made itself. */
export function nameOfReason(words: RoomWords, reason: string): string | null {
  const known = RESOLUTIONS.find((one) => one === reason);
  return known ? words.t(`resolution.${known}`) : null;
}

/** Why it was over: a reason of ours in the reader's language, the desk's own as it was set. */
export function resolution(words: RoomWords, reason: string): string {
  const key = `resolution.${reason}` as RoomKey;
  const text = words.t(key);
  return text === key ? reason : text;
}

/** What it is about, or the skill for it: those that the bot knows in the reader's language, others as they were named. */
export function topic(words: RoomWords, name: string): string {
  const key = `topic.${name}` as RoomKey;
  const text = words.t(key);
  return text === key ? name : text;
}
