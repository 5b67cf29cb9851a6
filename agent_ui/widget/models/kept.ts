/** A conversation as the next page finds it: what was said, and how much of it was seen. */
import { Timeline } from "../../shared/timeline.js";
import type { Conversation, Message } from "../../shared/wire.js";
import type { KeyValue } from "./outbox.js";
import type { State } from "./state.js";
import { readJson } from "./storage.js";

export const KEPT = "baton.conversation";
/** Of a long conversation the newest part is kept; the rest is fetched again. */
const MOST = 200;

interface Kept {
  conversation: Conversation;
  messages: Message[];
  synced: number;
  seen: number;
}

type Known = Pick<State, "conversation" | "timeline" | "seen">;

export function readKept(storage: KeyValue): Known {
  const { conversation, messages, synced, seen }: Partial<Kept> = readJson<Kept>(storage, KEPT) ?? {};
  return {
    conversation: conversation ?? null,
    timeline: Timeline.restore(messages ?? [], synced ?? 0),
    seen: seen ?? 0,
  };
}

export function keep(storage: KeyValue, { conversation, timeline, seen }: State): void {
  if (!conversation) return;
  const { messages } = timeline;
  const synced = messages.length <= MOST ? timeline.synced : 0;
  const kept: Kept = { conversation, messages: messages.slice(-MOST), synced, seen };
  storage.set(KEPT, JSON.stringify(kept));
}
