/** A conversation as the desk sends it to agents, and what the rest of the console asks of it. */
import type {
  Attachment,
  Author,
  Availability,
  Conversation,
  EscalationReason,
  Hit,
  Message,
  Owner,
  Role,
} from "../../shared/wire.js";
import { RESOLUTIONS } from "../../rooms/terms.js";
import type { Sla } from "./sla.js";

export interface Chat extends Conversation {
  visitor?: {
    id: string;
    name: string | null;
    email: string | null;
    phone?: string | null;
    /** The host site vouches for who it is. */
    known?: boolean;
    /** Of which tier it says they are. */
    tier?: string | null;
    blocked?: boolean;
  } | null;
  updated_at?: string;
  deadline_at?: string | null;
  resolved_at?: string | null;
  resolve_reason?: string | null;
  /** What the bot was asked to do when the conversation was handed back. */
  task?: string | null;
  /** Messages of the customer that this agent has not seen. */
  unread?: number;
  goal?: string | null;
  last_text?: string | null;
  sla?: Sla | null;
  snoozed_until?: string | null;
  /** How it began. */
  channel?: "widget" | "email";
}

export interface Colleague {
  id: string;
  name: string;
  role: Role;
  availability: Availability;
  present: boolean;
  load: number;
  async_load?: number;
  used?: number;
  capacity: number;
  languages?: string[];
  teams?: string[];
  picture?: string | null;
  /** Why they are away. */
  away_reason?: string | null;
  auto_accept?: boolean;
}

export interface Team {
  id: string;
  name: string;
}

export type View = "mine" | "snoozed" | "queue" | "tickets" | "bot" | "resolved";
export const VIEWS: readonly View[] = ["mine", "snoozed", "queue", "tickets", "bot", "resolved"];

export interface AgentMessage extends Message {
  /** From 0 (calm) to 1 (very upset), of a customer's message. */
  mood?: number | null;
}

/** A message on its way, or one that did not get through. */
export interface Pending {
  clientMessageId: string;
  conversationId: string;
  text: string;
  kind: "text" | "note" | "card";
  lang: string;
  author: Author;
  createdAt: string;
  /** Of a card: what it shows. */
  article?: Hit;
  /** The code of the refusal; null while on its way. */
  failed: string | null;
  /** Colleagues whom a note names. */
  mentions?: readonly string[];
  /** Files that are with the desk already. */
  attachments?: readonly Attachment[];
  /** Until when it is held back, so that it can be taken back (ms since the epoch). */
  heldUntil?: number;
}

/** What the desk wants to know when a conversation ends; with no tags set, agents choose their own words. */
export interface ClosingForm {
  reasons: readonly string[];
  reason_required: boolean;
  tags: readonly string[];
  tags_required: boolean;
}

export const USUAL_FORM: ClosingForm = {
  reasons: RESOLUTIONS,
  reason_required: false,
  tags: [],
  tags_required: false,
};

/** Whether a list holds it: a ticket is also in the list of all open tickets, a colleague's in that one alone. */
export function belongs(chat: Chat, view: View, me: string): boolean {
  return view === "tickets" ? isOpenTicket(chat) : viewOf(chat, me) === view;
}

export function isOpenTicket(chat: Chat): boolean {
  return !!chat.ticket && chat.owner !== "nobody";
}

/** Where a conversation is listed for this agent by its owner; a colleague's is nowhere. */
export function viewOf(chat: Chat, me: string): View | null {
  const views: Record<Owner, View | null> = {
    queue: "queue",
    bot: "bot",
    nobody: "resolved",
    agent: chat.agent?.id !== me ? null : isSnoozed(chat) ? "snoozed" : "mine",
  };
  return views[chat.owner];
}

export function isSnoozed(chat: Chat): boolean {
  return chat.state === "snoozed";
}

export function isMine(chat: Chat, me: string): boolean {
  return chat.owner === "agent" && chat.agent?.id === me;
}

/** What distinguishes an anonymous customer from the next one: the end of their id. */
export function tailOf(chat: Chat): string {
  return (chat.visitor?.id ?? chat.id).replaceAll("-", "").slice(-4).toUpperCase();
}

export function nameOf(chat: Chat): string | null {
  return chat.visitor?.name ?? chat.visitor?.email ?? null;
}

/** Reasons that speak of a customer at the end of their patience, or of danger. */
const HEATED = new Set<EscalationReason>(["frustrated", "sensitive_topic", "negative_feedback"]);

export function isHeated(reason: EscalationReason | null | undefined): boolean {
  return !!reason && HEATED.has(reason);
}
