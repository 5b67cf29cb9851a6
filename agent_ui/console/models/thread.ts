/** One open conversation: what was said, what is on its way, who types, how far the customer has read. */
import { rowsOf, Timeline, type Row } from "../../shared/timeline.js";
import type { GivenConsent, Rating } from "../calls.js";
import type { Author } from "../../shared/wire.js";
import type { WireBrief } from "./brief.js";
import type { AgentMessage, Pending } from "./chat.js";
import { taskIn, type Task } from "./task.js";
import type { Verdict } from "./verdict.js";

/** A typing note that nobody took back goes by itself. */
const TYPING_MS = 6000;

/** What became of an answer of the bot, read from the button the customer pressed. */
export type Outcome = "helped" | "rejected" | "person";

const OUTCOMES: Readonly<Record<string, Outcome | undefined>> = {
  helped: "helped",
  not_meant: "rejected",
  human: "person",
};

export class Thread {
  private timeline = Timeline.empty;
  private drawn: { of: Timeline; rows: readonly Row[] } = { of: Timeline.empty, rows: [] };
  private pendings: Pending[] = [];
  private typist: { author: Author; until: number } | null = null;
  private chosen: { of: Timeline; map: ReadonlyMap<string, string> } = { of: Timeline.empty, map: new Map() };
  brief: WireBrief | null = null;
  /** What the customer said of each end. */
  ratings: readonly Rating[] = [];
  /** What the customer agreed to before the chat. */
  consent: GivenConsent | null = null;
  loaded = false;
  /** Moves with every change, so that a view knows when to look again. */
  version = 0;
  private came = 0;
  private seen = 0;
  /** By message id: what a colleague said of the bot's answer. */
  verdicts: ReadonlyMap<string, Verdict> = new Map();

  constructor(readonly id: string) {}

  get messages(): readonly AgentMessage[] {
    return this.timeline.messages;
  }

  get pending(): readonly Pending[] {
    return this.pendings;
  }

  /** The customer's page has so much of it, whether they look or not. */
  cameUpTo(seq: number): void {
    this.came = Math.max(this.came, seq);
    this.version += 1;
  }

  seenUpTo(seq: number): void {
    this.seen = Math.max(this.seen, seq);
    this.version += 1;
  }

  judgedAll(verdicts: readonly Verdict[]): void {
    this.verdicts = new Map(verdicts.map((verdict) => [verdict.message_id, verdict]));
    this.version += 1;
  }

  judged(messageId: string, verdict: Verdict | null): void {
    const others = [...this.verdicts.values()].filter((known) => known.message_id !== messageId);
    this.judgedAll(verdict ? [...others, verdict] : others);
  }

  /** The `after` of the next catch-up. */
  get synced(): number {
    return this.timeline.synced;
  }

  get newestSeq(): number {
    return this.timeline.newest?.seq ?? 0;
  }

  misses(head: number): boolean {
    return this.timeline.misses(head);
  }

  caughtUp(messages: readonly AgentMessage[], head: number): void {
    this.timeline = this.timeline.caughtUp(messages, head);
    this.loaded = true;
    this.settle(messages);
  }

  received(message: AgentMessage): void {
    this.timeline = this.timeline.received(message);
    this.settle([message]);
    if (this.typist?.author.type === message.author.type) this.typist = null;
  }

  sending(pending: Pending): void {
    this.pendings = [...this.pendings, pending];
    this.version += 1;
  }

  /** The desk refused it: the words stay, with the reason. */
  refused(clientMessageId: string, code: string): void {
    this.mark(clientMessageId, code);
  }

  retrying(clientMessageId: string): Pending | undefined {
    this.mark(clientMessageId, null);
    return this.pendings.find((pending) => pending.clientMessageId === clientMessageId);
  }

  discard(clientMessageId: string): Pending | undefined {
    const found = this.pendings.find((pending) => pending.clientMessageId === clientMessageId);
    this.pendings = this.pendings.filter((pending) => pending !== found);
    this.version += 1;
    return found;
  }

  typing(author: Author, on: boolean, now: number): void {
    this.version += 1;
    this.typist = on ? { author, until: now + TYPING_MS } : null;
  }

  typingNow(now: number): Author | null {
    return this.typist && this.typist.until > now ? this.typist.author : null;
  }

  /** The same objects as long as nothing was said: what is drawn already is not drawn again. */
  rows(): readonly Row[] {
    if (this.drawn.of !== this.timeline) {
      const known = new Map(this.drawn.rows.map((row) => [row.key, row]));
      const rows = rowsOf(this.timeline.messages).map((row) => sameAs(row, known.get(row.key)));
      this.drawn = { of: this.timeline, rows };
    }
    return this.drawn.rows;
  }

  /** By message id: which button under it was pressed, as far as known the last one. */
  choices(): ReadonlyMap<string, string> {
    if (this.chosen.of !== this.timeline) this.chosen = { of: this.timeline, map: this.chosenNow() };
    return this.chosen.map;
  }

  /** What the bot was asked to do when it got the conversation back last. */
  task(): Task | null {
    return taskIn(this.timeline.messages, this.choices());
  }

  private chosenNow(): ReadonlyMap<string, string> {
    const chosen = new Map<string, string>();
    for (const { payload } of this.timeline.messages) {
      const { message_id: message, button_id: button } = payload?.choice ?? {};
      if (message && button) chosen.set(message, button);
    }
    return chosen;
  }

  /** The newest of our own messages that the customer has seen. */
  lastSeen(): number {
    return this.lastOfOurs(this.seen);
  }

  /** The newest that has come to their page and waits there to be seen; 0 where there is none. */
  lastDelivered(): number {
    const came = this.lastOfOurs(this.came);
    return came > this.lastSeen() ? came : 0;
  }

  private lastOfOurs(upTo: number): number {
    const ours = this.timeline.messages.filter(
      ({ author, kind, seq }) =>
        (author.type === "agent" || author.type === "bot") && kind !== "note" && seq <= upTo,
    );
    return ours.at(-1)?.seq ?? 0;
  }

  private mark(clientMessageId: string, failed: string | null): void {
    this.version += 1;
    this.pendings = this.pendings.map((pending) =>
      pending.clientMessageId === clientMessageId ? { ...pending, failed } : pending,
    );
  }

  private settle(messages: readonly AgentMessage[]): void {
    this.version += 1;
    const done = new Set(messages.map((message) => message.client_message_id));
    this.pendings = this.pendings.filter((pending) => !done.has(pending.clientMessageId));
  }
}

export function outcomeOf(button: string | undefined): Outcome | null {
  return button ? (OUTCOMES[button] ?? null) : null;
}

/** The row as it was, if it holds the very same messages. */
function sameAs(row: Row, before: Row | undefined): Row {
  if (row.type !== "group" || before?.type !== "group") return row;
  const same = row.messages.length === before.messages.length;
  return same && row.messages.every((message, at) => message === before.messages[at]) ? before : row;
}
