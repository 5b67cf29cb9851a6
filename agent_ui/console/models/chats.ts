/** All conversations this page knows, in the order in which an agent should look at them. */
import type { Priority } from "../../shared/wire.js";
import { belongs, VIEWS, type Chat, type View } from "./chat.js";

export type Counts = Readonly<Record<View, number>>;

const RANK: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 };

export class Chats {
  private readonly byId = new Map<string, Chat>();
  private readonly cursors = new Map<View, string | null>();
  /** Which piece of news each was last named in. */
  private readonly named = new Map<string, number>();
  private heard = 0;
  private known: Record<View, number> | null = null;

  constructor(readonly me: string) {}

  /** How much news there was: whoever asks for a list remembers it, for what comes meanwhile is newer than the list. */
  get news(): number {
    return this.heard;
  }

  get(id: string): Chat | undefined {
    return this.byId.get(id);
  }

  /** What the conversations at hand are about. */
  get tags(): string[] {
    return [...this.byId.values()].flatMap(({ tags }) => tags);
  }

  /** A fresh list of one view, asked for at this `news`; whoever left the view leaves the list. */
  list(view: View, chats: readonly Chat[], cursor: string | null, news = this.heard): void {
    const fresh = new Set(chats.map((chat) => chat.id));
    for (const chat of this.byId.values()) {
      if (belongs(chat, view, this.me) && !fresh.has(chat.id) && !this.isNewer(chat.id, news))
        this.byId.delete(chat.id);
    }
    this.more(view, chats, cursor, news);
  }

  /** A further page of the same view. */
  more(view: View, chats: readonly Chat[], cursor: string | null, news = this.heard): void {
    for (const chat of chats) {
      const before = this.byId.get(chat.id);
      if (!isOlder(chat, before))
        this.byId.set(chat.id, this.isNewer(chat.id, news) ? joined(chat, before) : chat);
    }
    this.cursors.set(view, cursor);
  }

  private isNewer(id: string, news: number): boolean {
    return (this.named.get(id) ?? 0) > news;
  }

  cursor(view: View): string | null {
    return this.cursors.get(view) ?? null;
  }

  loaded(view: View): boolean {
    return this.cursors.has(view);
  }

  /** Is this whole list another than what the desk says stands in it? */
  differs(view: View, ids: readonly string[]): boolean {
    if (this.cursors.get(view) !== null) return false;
    const known = new Set(this.all(view).map(({ id }) => id));
    return known.size !== ids.length || ids.some((id) => !known.has(id));
  }

  /** News of one conversation; an older epoch or head than the known one changes nothing. */
  apply(chat: Chat): { before: Chat | undefined; stale: boolean } {
    const before = this.byId.get(chat.id);
    if (isOlder(chat, before)) return { before, stale: true };
    this.named.set(chat.id, ++this.heard);
    this.byId.set(chat.id, { ...before, ...chat });
    this.moved(before, chat);
    return { before, stale: false };
  }

  /** News told to all agents at once: what each of them has not read must be counted here. */
  told(chat: Chat): { before: Chat | undefined; stale: boolean } {
    const before = this.byId.get(chat.id);
    if (!before) return this.apply(chat);
    const spoken = chat.head_seq > before.head_seq && chat.last_text !== before.last_text;
    return this.apply({ ...chat, unread: (before.unread ?? 0) + (spoken ? 1 : 0) });
  }

  read(id: string): void {
    const chat = this.byId.get(id);
    if (chat?.unread) this.byId.set(id, { ...chat, unread: 0 });
  }

  /** A customer's message arrived that nobody looks at. */
  wrote(id: string, text: string, seq: number, unread: boolean, at: string): void {
    const chat = this.byId.get(id);
    if (!chat || seq <= chat.head_seq) return;
    this.byId.set(id, {
      ...chat,
      head_seq: seq,
      last_text: text,
      updated_at: at,
      unread: (chat.unread ?? 0) + (unread ? 1 : 0),
    });
  }

  setCounts(counts: Partial<Counts>): void {
    this.known = { ...this.counts(), ...counts };
  }

  counts(): Record<View, number> {
    if (this.known) return { ...this.known };
    const counted = VIEWS.map((view) => [view, this.all(view).length] as const);
    return Object.fromEntries(counted) as Record<View, number>;
  }

  unread(view: View): number {
    return this.in(view).filter((chat) => (chat.unread ?? 0) > 0).length;
  }

  in(view: View): Chat[] {
    return this.all(view).sort(ORDERS[view]);
  }

  /** The neighbour in a view: `step` 1 is the next one down; at an end it stays. */
  beside(view: View, id: string | null, step: 1 | -1): string | null {
    const ids = this.in(view).map((chat) => chat.id);
    const at = id ? ids.indexOf(id) : -1;
    if (at < 0) return (step > 0 ? ids[0] : ids.at(-1)) ?? null;
    return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null;
  }

  private all(view: View): Chat[] {
    return [...this.byId.values()].filter((chat) => belongs(chat, view, this.me));
  }

  private moved(before: Chat | undefined, after: Chat): void {
    if (!this.known) return;
    for (const view of VIEWS) {
      // The desk tells the queue's length itself, before or after the conversation: it must not count twice.
      if (view === "queue") continue;
      const was = before !== undefined && belongs(before, view, this.me);
      const is = belongs(after, view, this.me);
      if (was !== is) this.known[view] = Math.max(0, this.known[view] + (is ? 1 : -1));
    }
  }
}

/** A list that was read before a change may arrive after it. */
function isOlder(chat: Chat, known: Chat | undefined): boolean {
  return !!known && (chat.epoch < known.epoch || chat.head_seq < known.head_seq);
}

/** A list's line of what has been told meanwhile: the news stays; what was not read only a list knows. */
function joined(listed: Chat, told: Chat | undefined): Chat {
  if (!told || isOlder(told, listed)) return listed;
  return { ...listed, ...told, unread: Math.max(listed.unread ?? 0, told.unread ?? 0) };
}

/** The queue in the desk's own order; without a position, priority and then waiting time. */
function byTurn(a: Chat, b: Chat): number {
  const [x, y] = [a.queue?.position, b.queue?.position];
  if (x !== undefined && y !== undefined && x !== y) return x - y;
  return RANK[a.priority] - RANK[b.priority] || time(a.waiting_since) - time(b.waiting_since);
}

/** Whoever has something unread first, the longest untouched of them on top; then the latest news. */
function byNeed(a: Chat, b: Chat): number {
  const [x, y] = [(a.unread ?? 0) > 0, (b.unread ?? 0) > 0];
  if (x !== y) return x ? -1 : 1;
  return x ? news(a) - news(b) || tie(a, b) : byNews(a, b);
}

/** What wakes first; what only waits for the customer comes last. */
function byWaking(a: Chat, b: Chat): number {
  const [x, y] = [a, b].map(({ snoozed_until: at }) => (at ? time(at) : Infinity));
  return x === y ? byNews(a, b) : (x ?? 0) - (y ?? 0);
}

/** What we owe an answer first, the longest untouched on top; what waits for the customer or a moment last. */
function byOldest(a: Chat, b: Chat): number {
  const [x, y] = [a, b].map(({ ticket }) => ticket?.status !== "open");
  return x === y ? news(a) - news(b) || tie(a, b) : Number(x) - Number(y);
}

function byNews(a: Chat, b: Chat): number {
  return news(b) - news(a) || tie(a, b);
}

function news(chat: Chat): number {
  return time(chat.updated_at ?? chat.opened_at);
}

function time(iso: string | null | undefined): number {
  return iso ? Date.parse(iso) : 0;
}

function tie(a: Chat, b: Chat): number {
  return a.id < b.id ? -1 : 1;
}

const ORDERS: Record<View, (a: Chat, b: Chat) => number> = {
  mine: byNeed,
  snoozed: byWaking,
  queue: byTurn,
  tickets: byOldest,
  bot: byNews,
  resolved: byNews,
};
