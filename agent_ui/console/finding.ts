/** The agent's search through all conversations; the latest question wins, whatever order answers come in. */
import type { Changes } from "../rooms/changes.js";
import { unmarked } from "../shared/plain-text.js";
import type { Author } from "../shared/wire.js";
import type { Chat } from "./models/chat.js";
import { NO_FILTERS, type Filters } from "./models/shelf.js";

export interface Find {
  conversation: Chat;
  message: { id: string; seq: number; author: Author; kind: string; lang: string; created_at: string } | null;
  excerpt: { text: string; hit: boolean }[];
  count: number;
}

/** What was found, without the marks of those who write with marks; customers' asterisks are asterisks. */
export function excerptOf({ message, excerpt }: Find): Find["excerpt"] {
  if (message?.author.type === "visitor") return excerpt;
  return excerpt.map(({ text, hit }) => ({ text: unmarked(text), hit }));
}

interface Asker {
  get<T>(path: string, query: Record<string, string | number | null>): Promise<T>;
}

interface Found {
  hits: Find[];
  cursor: string | null;
}

const DAY_MS = 86_400_000;

export class Finding {
  filters: Filters = NO_FILTERS;
  finds: readonly Find[] = [];
  cursor: string | null = null;
  state: "idle" | "busy" | "done" | "failed" = "idle";
  private asked = 0;

  constructor(
    private readonly http: Asker,
    private readonly changes: Changes,
  ) {}

  /** Is anything asked for, so that finds stand where the list was? */
  get active(): boolean {
    return Object.entries(this.filters).some(([, value]) => value !== "" && value !== null);
  }

  async ask(change: Partial<Filters>): Promise<void> {
    this.filters = { ...this.filters, ...change };
    await this.fetch(null);
  }

  async more(): Promise<void> {
    if (this.cursor && this.state !== "busy") await this.fetch(this.cursor);
  }

  clear(): void {
    this.asked += 1;
    this.filters = NO_FILTERS;
    this.finds = [];
    this.cursor = null;
    this.state = "idle";
  }

  private async fetch(cursor: string | null): Promise<void> {
    const mine = ++this.asked;
    if (!this.active) {
      this.clear();
      return;
    }
    this.state = "busy";
    this.changes.changed();
    try {
      const found = await this.http.get<Found>("/search/conversations", { ...this.query(), cursor });
      if (mine !== this.asked) return;
      this.finds = cursor ? [...this.finds, ...found.hits] : found.hits;
      this.cursor = found.cursor;
      this.state = "done";
    } catch {
      if (mine === this.asked) this.state = "failed";
    }
    this.changes.changed();
  }

  private query(): Record<string, string | null> {
    const { days, ...asked } = this.filters;
    const since = days ? new Date(Date.now() - days * DAY_MS).toISOString() : null;
    return { ...asked, q: asked.q.trim(), since };
  }
}
