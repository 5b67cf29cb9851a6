/** What there is to read, and what is found of it while somebody types; it knows no DOM. */
import type { HelpEntry, Lang, Topic } from "../../shared/wire.js";

export interface Shelf {
  topics: readonly Topic[];
  articles: readonly HelpEntry[];
  /** What was looked for; empty for the beginning of the shelf. */
  q: string;
  topic: string | null;
  state: "loading" | "here" | "lost";
}

export const EMPTY: Shelf = { topics: [], articles: [], q: "", topic: null, state: "loading" };

/** Between two letters nobody wants an answer. */
const PAUSE_MS = 200;
const LEAST_CHARS = 2;

interface Ports {
  ask: <T>(path: string) => Promise<T>;
  later: (run: () => void, ms: number) => void;
  changed: (shelf: Shelf) => void;
}

type Found = Pick<Shelf, "topics" | "articles">;

export class Librarian {
  shelf = EMPTY;
  private turn = 0;

  constructor(
    private readonly ports: Ports,
    private lang: Lang,
  ) {}

  /** The shelf from its beginning, in this language. */
  begin(lang: Lang): void {
    if (lang !== this.lang) this.shelf = EMPTY;
    this.lang = lang;
    void this.look("", null);
  }

  pick(topic: string | null): void {
    void this.look("", topic);
  }

  /** What is typed is looked for when the typing pauses; one letter says nothing yet. */
  type(text: string): void {
    const q = text.trim();
    const turn = ++this.turn;
    this.ports.later(() => {
      if (turn === this.turn) void this.look(q.length < LEAST_CHARS ? "" : q, null);
    }, PAUSE_MS);
  }

  /** Only the answer to the last question counts. */
  private async look(q: string, topic: string | null): Promise<void> {
    const turn = ++this.turn;
    const query = new URLSearchParams({ lang: this.lang, ...(q ? { q } : {}), ...(topic ? { topic } : {}) });
    try {
      const found = await this.ports.ask<Found>(`articles?${query}`);
      if (turn === this.turn) this.put({ ...found, q, topic, state: "here" });
    } catch {
      if (turn === this.turn) this.put({ ...this.shelf, articles: [], q, topic, state: "lost" });
    }
  }

  private put(shelf: Shelf): void {
    this.shelf = shelf;
    this.ports.changed(shelf);
  }
}
