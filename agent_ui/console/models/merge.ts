/** Conversations of one customer that were merged into the open one: where each stands, and whether it can be undone. */
import type { AgentMessage, Chat } from "./chat.js";

/** As long as the desk takes a merge back. */
const UNDO_MS = 10 * 60_000;
const SPOKEN = new Set<AgentMessage["kind"]>(["text", "card", "form"]);

/** The other conversation that a line of the desk speaks of, where one was merged in. */
export function mergedBy({ kind, payload }: AgentMessage): string | null {
  const id = payload?.params?.conversation_id;
  return kind === "activity" && payload?.key === "merged_in" && typeof id === "string" ? id : null;
}

/** Whether something was merged in or taken out again. */
export function tellsOfMerge(message: AgentMessage): boolean {
  return mergedBy(message) !== null || isUndone(message);
}

/** The line of the merge that can still be taken back: the last one, if nobody has written since. */
export function undoable(messages: readonly AgentMessage[], chat: Chat, now: number): AgentMessage | null {
  const last = messages.findLast(tellsOfMerge);
  if (!last || isUndone(last) || chat.owner !== "agent") return null;
  if (messages.some(({ seq, kind }) => seq > last.seq && SPOKEN.has(kind))) return null;
  return now - Date.parse(last.created_at) < UNDO_MS ? last : null;
}

/** Whether it was taken out again after this line. */
export function wasUndone(messages: readonly AgentMessage[], line: AgentMessage): boolean {
  const other = mergedBy(line);
  return messages.some(
    (message) =>
      message.seq > line.seq && isUndone(message) && message.payload?.params?.conversation_id === other,
  );
}

function isUndone({ kind, payload }: AgentMessage): boolean {
  return kind === "activity" && payload?.key === "unmerged_out";
}

/** Why a conversation cannot be merged away by this agent: a colleague has it. */
export function heldBy(chat: Chat, me: string, leads: boolean): string | null {
  const theirs = chat.owner === "agent" && chat.agent?.id !== me;
  return theirs && !leads ? (chat.agent?.name ?? "") : null;
}

/** Where two conversations can go on: in the one that is open, in the other one, or in neither. */
export function waysToMerge(
  chat: Chat,
  other: Chat,
  me: string,
  leads: boolean,
): readonly ("here" | "there")[] {
  if (heldBy(other, me, leads) !== null || heldBy(chat, me, leads) !== null) return [];
  const ways = [chat.owner !== "nobody" && ("here" as const), other.owner !== "nobody" && ("there" as const)];
  return ways.filter((way) => way !== false);
}

/** Whether they are one customer's as the desk sees it: the same visitor, or an address that is not merely typed. */
export function areOneCustomers(chats: readonly Chat[]): boolean {
  const [first, ...rest] = chats;
  return !!first && rest.every((one) => alike(first, one));
}

function alike(one: Chat, other: Chat): boolean {
  if (one.visitor?.id === other.visitor?.id) return true;
  const [here, there] = [addressOf(one), addressOf(other)];
  return here !== null && here === there && !(one.visitor?.known && other.visitor?.known);
}

function addressOf({ visitor, channel }: Chat): string | null {
  const proven = visitor?.known === true || channel === "email";
  return proven && !visitor?.blocked ? (visitor?.email?.toLowerCase() ?? null) : null;
}
