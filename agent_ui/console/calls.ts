/** What the console asks of the desk and hears from it, by the names of docs/protocol.md. */
import type { Carry } from "../rooms/switchboard.js";
import { Link, type LinkState } from "../shared/socket.js";
import type { Availability, Head, Priority, Typing } from "../shared/wire.js";
import type { WireBrief } from "./models/brief.js";
import type { AgentMessage, Chat, ClosingForm, Colleague, Team, View } from "./models/chat.js";
import type { Counts } from "./models/chats.js";
import type { Verdict, VerdictName } from "./models/verdict.js";
import type { PromiseChange, WirePromise } from "./models/promises.js";
import type { Offer } from "./models/offers.js";

export interface OpenedChat {
  conversation: Chat;
  messages: AgentMessage[];
  head_seq: number;
  brief?: WireBrief | null;
  delivered_to_visitor?: number;
  seen_by_visitor?: number;
  verdicts?: Verdict[];
  promises?: WirePromise[];
  ratings?: Rating[];
  consent?: GivenConsent | null;
  drafts?: WireDraft[];
}

/** What the customer agreed to before the chat, in the words they read. */
export interface GivenConsent {
  version: number;
  text: string;
  lang: string;
  link: string;
  at: string;
}

/** What the customer said of one end. */
export interface Rating {
  epoch: number;
  score: number;
  comment: string | null;
  answers: { question: string; answer: boolean | number | string }[];
  at: string;
}

export interface WireDraft {
  conversation_id: string;
  kind: "text" | "note";
  text: string;
  at: string;
}

/** A note in which a colleague named this agent. */
export interface Mention {
  message_id: string;
  conversation_id: string;
  seq: number;
  by: string;
  text: string;
  at: string;
  seen: boolean;
}

/** A call that takes a step back, with its keys. */
export interface Undo {
  call: string;
  [key: string]: unknown;
}

export interface MacroReport {
  name: string;
  steps: { do: string; ok: boolean; error: string | null; undo: Undo | null }[];
  left: number;
  conversation: Chat;
}

export interface ListedChats {
  conversations: Chat[];
  cursor: string | null;
  counts?: Partial<Counts>;
}

export interface QueueNews {
  counts?: { queue: number };
  positions?: { conversation_id: string; position: number; wait_seconds: [number, number] | null }[];
}

/** How far one side has what the other has said. */
export interface Mark {
  conversation_id: string;
  author_type: string;
  seq: number;
}

export interface DeskEvents {
  "message.new": { message: AgentMessage };
  "conversation.updated": { conversation: Chat };
  "queue.updated": QueueNews;
  "presence.updated": { agents: Colleague[] };
  "agent.steered": { by: string; availability: Availability; capacity: number };
  "offer.made": Offer;
  "offers.held": { conversation_ids: string[]; mine: string[] };
  "offer.withdrawn": { conversation_id: string; outcome: string };
  typing: Typing & { conversation_id: string };
  delivered: Mark;
  seen: Mark;
  head: Head;
  "mention.made": { mention: Mention };
  "draft.updated": { draft: WireDraft };
  viewing: { conversation_id: string; agent: { id: string; name: string }; on: boolean };
  "promise.updated": { conversation_id: string; promises: WirePromise[] };
  "answer.judged": { conversation_id: string; message_id: string; verdict: Verdict | null };
}

export type Change = "claim" | "release" | "wake";

export class Calls {
  private readonly link: Link;

  constructor(token: () => string, onState: (state: LinkState, reason?: string) => void, carry?: Carry) {
    this.link = new Link({
      namespace: "/agent",
      token,
      onState,
      ...(carry && { carry: (polling, ears) => carry(token(), polling, ears) }),
    });
  }

  get online(): boolean {
    return this.link.online;
  }

  connect(): void {
    this.link.connect();
  }

  close(): void {
    this.link.close();
  }

  hurry(): void {
    this.link.hurry();
  }

  on<E extends keyof DeskEvents>(event: E, listener: (data: DeskEvents[E]) => void): void {
    this.link.on(event, listener);
  }

  list(view: View, cursor?: string | null): Promise<ListedChats> {
    return this.link.call("conversation.list", cursor ? { view, cursor } : { view });
  }

  open(conversationId: string, after: number): Promise<OpenedChat> {
    return this.link.call("conversation.open", { conversation_id: conversationId, after });
  }

  change(what: Change, conversationId: string): Promise<{ conversation: Chat }> {
    return this.link.call(`conversation.${what}`, { conversation_id: conversationId });
  }

  offers(): Promise<{ offers: Offer[] }> {
    return this.link.call("offer.list");
  }

  answerOffer(answer: "accept" | "decline", conversationId: string): Promise<{ conversation: Chat }> {
    return this.link.call(`offer.${answer}`, { conversation_id: conversationId });
  }

  transfer(id: string, to: string, comment: string, force: boolean): Promise<{ conversation: Chat }> {
    return this.link.call("conversation.transfer", {
      conversation_id: id,
      to,
      comment: comment || null,
      force,
    });
  }

  handBack(id: string, task: string, article: string | null): Promise<{ conversation: Chat }> {
    const frame = { conversation_id: id, task: task || null, article_id: article };
    return this.link.call("conversation.hand_back", frame);
  }

  snooze(conversationId: string, until: string | null): Promise<{ conversation: Chat }> {
    return this.link.call("conversation.snooze", { conversation_id: conversationId, until });
  }

  /** What else the customer has said something in. */
  others(conversationId: string): Promise<{ conversations: Chat[] }> {
    return this.link.call("conversation.others", { conversation_id: conversationId });
  }

  merge(conversationId: string, other: string): Promise<{ conversation: Chat }> {
    return this.link.call("conversation.merge", { conversation_id: conversationId, other });
  }

  ticket(conversationId: string, email: string): Promise<{ conversation: Chat }> {
    return this.link.call("conversation.ticket", { conversation_id: conversationId, email: email || null });
  }

  /** Whether a copy of it can go out by e-mail, and where the customer is written to. */
  transcriptForm(conversationId: string): Promise<{ on: boolean; email: string | null }> {
    return this.link.call("transcript.form", { conversation_id: conversationId });
  }

  sendTranscript(conversationId: string, email: string): Promise<{ email: string }> {
    return this.link.call("transcript.send", { conversation_id: conversationId, email: email || null });
  }

  /** What the desk wants to know at the end. */
  closingForm(): Promise<ClosingForm> {
    return this.link.call("closing.form", {});
  }

  resolve(conversationId: string, reason: string, tags: string[]): Promise<{ conversation: Chat }> {
    return this.link.call("conversation.resolve", { conversation_id: conversationId, reason, tags });
  }

  send(frame: {
    conversation_id: string;
    client_message_id: string;
    text: string;
    kind: "text" | "note" | "card";
    article_id?: string;
    mentions?: readonly string[];
    attachments?: readonly string[];
    markdown?: boolean;
  }): Promise<{ message: AgentMessage }> {
    return this.link.call("message.send", frame);
  }

  delivered(conversationId: string, seq: number): Promise<unknown> {
    return this.link.call("message.delivered", { conversation_id: conversationId, seq });
  }

  seen(conversationId: string, seq: number): Promise<unknown> {
    return this.link.call("message.seen", { conversation_id: conversationId, seq });
  }

  judge(
    conversationId: string,
    messageId: string,
    verdict: VerdictName | null,
    article: string | null,
  ): Promise<{ verdict: Verdict | null }> {
    return this.link.call("answer.judge", {
      conversation_id: conversationId,
      message_id: messageId,
      verdict,
      article_id: article,
    });
  }

  typing(conversationId: string, on: boolean): void {
    this.link.emit("typing", { conversation_id: conversationId, on });
  }

  viewing(conversationId: string, on: boolean): void {
    this.link.emit("viewing", { conversation_id: conversationId, on });
  }

  saveDraft(conversationId: string, kind: "text" | "note", text: string): Promise<unknown> {
    return this.link.call("draft.save", { conversation_id: conversationId, kind, text });
  }

  promises(): Promise<{ promises: WirePromise[] }> {
    return this.link.call("promise.list");
  }

  changePromise(conversation: string, change: PromiseChange): Promise<{ promises: WirePromise[] }> {
    if (change.to === "add")
      return this.link.call("promise.add", {
        conversation_id: conversation,
        text: change.text,
        due_at: change.due,
      });
    const due = change.to === "change" ? { due_at: change.due } : {};
    return this.link.call(`promise.${change.to}`, { promise_id: change.id, ...due });
  }

  mentions(): Promise<{ mentions: Mention[] }> {
    return this.link.call("mention.list");
  }

  mentionsSeen(conversationId: string): Promise<unknown> {
    return this.link.call("mention.seen", { conversation_id: conversationId });
  }

  runMacro(conversationId: string, macro: string): Promise<MacroReport> {
    const run = crypto.randomUUID();
    return this.link.call("macro.run", { conversation_id: conversationId, macro_id: macro, run_id: run });
  }

  prioritise(conversationId: string, priority: Priority): Promise<{ conversation: Chat }> {
    return this.link.call("conversation.prioritise", { conversation_id: conversationId, priority });
  }

  tag(conversationId: string, tags: readonly string[]): Promise<{ conversation: Chat }> {
    return this.link.call("conversation.tag", { conversation_id: conversationId, tags });
  }

  block(conversationId: string, on: boolean): Promise<{ conversation: Chat }> {
    return this.link.call("visitor.block", { conversation_id: conversationId, on });
  }

  /** A call whose name and keys the desk itself has told, to take something back. */
  again(call: string, keys: Record<string, unknown>): Promise<{ conversation: Chat }> {
    return this.link.call(call, keys);
  }

  colleagues(): Promise<{ agents: Colleague[]; teams: Team[]; away_reasons: string[]; languages: string[] }> {
    return this.link.call("agents.list");
  }

  setAvailability(availability: Availability, reason?: string): Promise<{ agent: Colleague }> {
    return this.link.call("availability.set", { availability, ...(reason && { reason }) });
  }

  setWorkload(workload: { capacity?: number; auto_accept?: boolean }): Promise<{ agent: Colleague }> {
    return this.link.call("availability.set", workload);
  }
}
