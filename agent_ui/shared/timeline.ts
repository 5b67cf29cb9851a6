/**
 * What a page knows of one conversation's messages. The server's `seq` orders them, each is kept once,
 * and `synced` is the head up to which nothing can be missing: the `after` of the next catch-up.
 */
import { sameDay } from "./i18n.js";
import type { Author, Message } from "./wire.js";

export class Timeline {
  private constructor(
    readonly messages: readonly Message[],
    readonly synced: number,
  ) {}

  static readonly empty = new Timeline([], 0);

  /** As kept in storage by the last page; only the newest `limit` messages. */
  static restore(messages: readonly Message[], synced: number): Timeline {
    return new Timeline(merge([], messages), synced);
  }

  /** The answer to a catch-up: everything between `synced` and `head`. */
  caughtUp(messages: readonly Message[], head: number): Timeline {
    return new Timeline(merge(this.messages, messages), Math.max(this.synced, head));
  }

  /** A live message. Only the very next one moves `synced`: before any other, something may be missing. */
  received(message: Message): Timeline {
    const next = message.seq === this.synced + 1 ? message.seq : this.synced;
    return new Timeline(merge(this.messages, [message]), next);
  }

  /** Is there something up to `head` that this page may not have? */
  misses(head: number): boolean {
    return head > this.synced;
  }

  get newest(): Message | undefined {
    return this.messages[this.messages.length - 1];
  }

  has(clientMessageId: string): boolean {
    return this.messages.some((message) => message.client_message_id === clientMessageId);
  }
}

function merge(known: readonly Message[], more: readonly Message[]): Message[] {
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of more) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** What the list shows, from top to bottom. */
export type Row =
  | { type: "day"; key: string; at: string }
  | { type: "activity"; key: string; message: Message }
  | { type: "group"; key: string; author: Author; messages: Message[] };

const GROUP_MS = 5 * 60_000;

/** Messages of one author that follow each other closely stand together, each day under its date. */
export function rowsOf(messages: readonly Message[]): Row[] {
  const rows: Row[] = [];
  let before: Message | undefined;
  for (const message of messages) {
    if (!before || !sameDay(before.created_at, message.created_at))
      rows.push({ type: "day", key: `day:${message.seq}`, at: message.created_at });
    const last = rows[rows.length - 1];
    if (message.kind === "activity") rows.push({ type: "activity", key: message.id, message });
    else if (last?.type === "group" && before && together(before, message)) last.messages.push(message);
    else rows.push({ type: "group", key: message.id, author: message.author, messages: [message] });
    before = message;
  }
  return rows;
}

function together(a: Message, b: Message): boolean {
  return (
    a.author.type === b.author.type &&
    (a.author.id ?? null) === (b.author.id ?? null) &&
    (a.kind === "note") === (b.kind === "note") &&
    Date.parse(b.created_at) - Date.parse(a.created_at) < GROUP_MS
  );
}

/** "Ana Kowalska" → "AK", for the avatar. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("\u200c")
    .toLocaleUpperCase();
}
