/** Everything that the widget shows: one value, replaced as a whole. */
import { Timeline } from "../../shared/timeline.js";
import type { Author, Conversation, Message, Question } from "../../shared/wire.js";
import type { Files } from "../parts/files.js";
import type { Draft } from "./outbox.js";

export interface State {
  conversation: Conversation | null;
  timeline: Timeline;
  drafts: readonly Draft[];
  typing: Author | null;
  /** History is here; what comes now is news and is read aloud. */
  settled: boolean;
  /** A call that cannot wait in the outbox failed. */
  failed: boolean;
  /** What was said last went nowhere, because the customer did not agree to what the desk asks. */
  unagreed: boolean;
  /** The desk takes nothing from this visitor. */
  blocked: boolean;
  seen: number;
  /** How far the page of a person at the desk has what was said, and how far they have read. */
  desk: { delivered?: number; seen?: number };
  /** What the desk asks after the end besides the score. */
  questions: readonly Question[];
  /** The epoch of the end that is to be rated: once its last words are here, and not before. */
  ended: number;
  /** The files of this chat, once what they take is loaded. */
  files?: Files;
}

/** A conversation that has not begun. */
export const UNBEGUN = {
  conversation: null,
  timeline: Timeline.empty,
  typing: null,
  seen: 0,
};

export const NOTHING: State = {
  ...UNBEGUN,
  drafts: [],
  settled: false,
  failed: false,
  unagreed: false,
  blocked: false,
  desk: {},
  questions: [],
  ended: 0,
};

/** Who the customer is talking to; a chat that has not begun belongs to the bot. */
export function ownerOf(state: State): Conversation["owner"] {
  return state.conversation?.owner ?? "bot";
}

/** Which end is to be rated: one whose last words are here; what is written into it later hides no question. */
export function endOf({ conversation, timeline, ended }: State): number {
  const { csat_due: due, epoch = 0, head_seq: head = 0 } = conversation ?? {};
  return due && (ended === epoch || !timeline.misses(head)) ? epoch : 0;
}

/** A person was asked for, and the desk has not answered yet. */
export function asksForHuman(state: State): boolean {
  return saidHere(state).some((draft) => draft.kind === "human" && draft.state !== "failed");
}

/** The drafts that look like messages. */
export function bubbles(state: State): Draft[] {
  return saidHere(state).filter((draft) => draft.kind === "text" && !state.timeline.has(draft.id));
}

/** What was said in the conversation that is shown, or in none yet. */
function saidHere({ drafts, conversation }: State): Draft[] {
  return drafts.filter(({ conversation_id: id }) => !id || id === conversation?.id);
}

export function unread(state: State): number {
  return heard(state, state.seen).length;
}

/** The `seq` from which to read what came between two states: of a bot's answers, the first of its turn. */
export function readFrom(before: State, now: State): number | undefined {
  const [first] = heard(now, before.seen);
  const [turn] = first?.author.type === "bot" ? heard(now, lastSaid(now)) : [];
  return (turn ?? first)?.seq;
}

/** The words of others after this one. */
function heard({ timeline }: State, seq: number): Message[] {
  return timeline.messages.filter((message) => message.seq > seq && /bot|agent/.test(message.author.type));
}

/** The customer's newest word. */
function lastSaid({ timeline }: State): number {
  return timeline.messages.findLast((message) => message.author.type === "visitor")?.seq ?? 0;
}

/** Whether its buttons mean something now: to who waits, only those of side answers do. */
export function buttonsLive(state: State, message: Message): boolean {
  const { aside, buttons } = message.payload ?? {};
  if (!buttons?.length || message.seq < buttonsLiveFrom(state)) return false;
  return ownerOf(state) === "bot" || !!aside || buttons.some(({ id }) => id === "cancel_wait");
}

/** The buttons of the newest answers stay until the customer says something, or somebody else takes over. */
export function buttonsLiveFrom(state: State): number {
  const speaking = saidHere(state).some((draft) => draft.kind !== "human");
  if (speaking || !["bot", "queue"].includes(ownerOf(state))) return Infinity;
  return lastSaid(state);
}
