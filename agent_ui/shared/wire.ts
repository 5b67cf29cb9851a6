/** The shapes that cross the wire, as written in docs/protocol.md. */

export type Lang = "en" | "fa" | "pl";
export type Owner = "bot" | "queue" | "agent" | "nobody";
export type MessageKind = "text" | "note" | "activity" | "card" | "form";
export type AuthorType = "visitor" | "bot" | "agent" | "system";
export type Availability = "online" | "away" | "offline";
export type Role = "agent" | "supervisor" | "editor" | "admin";
export type Priority = "urgent" | "high" | "normal" | "low";

export type EscalationReason =
  | "asked_for_human"
  | "frustrated"
  | "low_confidence"
  | "no_answer"
  | "repeated_fallback"
  | "repeated_question"
  | "complex"
  | "sensitive_topic"
  | "negative_feedback"
  | "max_turns"
  | "bot_unavailable"
  | "form_failed"
  | "came_back"
  | "wrote_email"
  | "promise_due";

export interface Author {
  type: AuthorType;
  id?: string | null;
  name?: string | null;
  /** Where the picture of an agent is, if there is one. */
  picture?: string | null;
}

export interface Button {
  id: string;
  title: string;
}

export interface Hit {
  article_id: string;
  doc_id?: string | null;
  slug?: string | null;
  title: string;
  url?: string | null;
  lang?: string | null;
  score?: number;
  probability?: number;
  /** The day on which somebody last saw that it is right, such as 2026-03-01. */
  checked_at?: string | null;
}

export interface Answer {
  outcome: "answered" | "clarify" | "rejected" | "no_answer";
  /** The sentences that answer, and all that stands around them where that is more. */
  quote?: string;
  passage?: string;
  heading?: string;
  /** A question back without the titles that are its buttons. */
  ask?: string;
  query?: string;
  probability?: number;
  hits?: Hit[];
}

/** A file; measured where it is a picture that can be shown. */
export interface Attachment {
  id: string;
  name: string;
  type: string;
  size: number;
  width?: number | null;
  height?: number | null;
}

export interface Payload {
  attachments?: Attachment[];
  buttons?: Button[];
  answer?: Answer;
  /** Of several questions in one message, the one that this answers. */
  asked?: string;
  /** The question that the bot answered while its author waited for a person. */
  aside?: string;
  choice?: { message_id?: string; button_id?: string; intent?: string };
  /** Of an activity: which sentence it is and what was filled in. */
  key?: string;
  /** An agent wrote it with marks. */
  markdown?: boolean;
  /** Colleagues whom a note names. */
  mentions?: { id: string; name: string }[];
  params?: Record<string, string | number>;
  /** Of a hand back, for agents: what the bot shall do. */
  task?: { text: string; article_id: string | null };
  /** For agents: where the customer was and with what they wrote. */
  visit?: { url?: string; title?: string; device?: Device };
}

/** Families alone: nothing tells one device from another. */
export interface Device {
  browser: string | null;
  system: string | null;
  mobile: boolean;
}

export interface Message {
  id: string;
  conversation_id: string;
  seq: number;
  client_message_id: string | null;
  author: Author;
  kind: MessageKind;
  text: string;
  payload?: Payload | null;
  lang: string | null;
  created_at: string;
}

export interface QueuePlace {
  position: number;
  wait_seconds?: [number, number] | null;
  /** When the desk opens again; null while it is open. */
  opens_at?: string | null;
}

export interface AgentCard {
  id: string;
  name: string;
  /** Where the picture is, if there is one. */
  picture?: string | null;
}

export interface Ticket {
  number: number;
  status: "open" | "pending" | "on_hold" | "solved";
  /** Whether answers also go out by e-mail. */
  mail: "off" | "no_address" | "on" | "failed";
}

export interface Conversation {
  id: string;
  owner: Owner;
  epoch: number;
  state: string;
  lang: string;
  priority: Priority;
  reason?: EscalationReason | null;
  agent?: AgentCard | null;
  queue?: QueuePlace | null;
  /** The customer asked to be telephoned. */
  call_back?: boolean;
  /** It went asynchronous: nobody need wait at the page. */
  ticket?: Ticket | null;
  /** The customer's other conversation in which this one goes on. */
  merged_into?: string | null;
  opened_at: string;
  waiting_since?: string | null;
  head_seq: number;
  tags: string[];
  /** The end of this conversation is to be rated; never one in which the customer gave up waiting. */
  csat_due?: boolean;
  csat?: { score: number; comment?: string | null } | number | null;
}

/** A line of a customer's own list. */
export interface OwnConversation {
  id: string;
  state: string;
  owner: Owner;
  agent: string | null;
  picture: string | null;
  updated_at: string;
  unread: number;
  last_text: string | null;
  lang: string;
  ticket: Ticket | null;
}

/** A tag that several help articles share. */
export interface Topic {
  name: string;
  count: number;
}

/** A help article in a list; `excerpt` is the passage that was found. */
export interface HelpEntry {
  id: string;
  title: string;
  lang: string;
  excerpt: string;
}

export interface HelpArticle {
  id: string;
  title: string;
  /** Markdown. */
  body: string;
  lang: string;
  /** The page on which everybody can read it. */
  url: string;
  checked_at: string;
  /** What this reader said of it. */
  vote: boolean | null;
}

/** One more thing the desk asks after the end. */
export interface Question {
  id: string;
  kind: "yes_no" | "scale" | "text";
  text: string;
}

export type Reply = boolean | number | string;
export type Answers = Record<string, Reply>;

export interface Opened {
  conversation: Conversation;
  messages: Message[];
  head_seq: number;
  delivered_to_agent?: number;
  seen_by_agent?: number;
}

export interface Agent {
  id: string;
  email: string;
  name: string;
  role: Role;
  availability?: Availability;
  capacity?: number;
  load?: number;
  /** Places taken up, work that can be done later weighed in. */
  used?: number;
  /** Where the picture is, if there is one. */
  picture?: string | null;
}

export interface Refusal {
  code: string;
  message: string;
}

export type Ack<T> = (T & { ok: true }) | { ok: false; error: Refusal };

export interface Typing {
  conversation_id?: string;
  author: Author;
  on: boolean;
}

export interface Head {
  conversation_id: string;
  seq: number;
}
