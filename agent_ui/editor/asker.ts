/** The "ask the bot" box: the newest question wins, whichever answer comes last. */
import type { Changes } from "../rooms/changes.js";
import type { Http } from "../rooms/http.js";
import { NOT_ASKED, type Asking, type Found } from "./models/asking.js";

const HITS = 6;

export class Asker {
  asking: Asking = NOT_ASKED;
  private asked = 0;

  constructor(
    private readonly http: Http,
    private readonly changes: Changes,
  ) {}

  async ask(question: string, lang: string): Promise<void> {
    const mine = ++this.asked;
    const q = question.trim();
    if (!q) {
      this.asking = NOT_ASKED;
      return;
    }
    this.asking = { question: q, lang, state: "busy", found: this.asking.found };
    this.changes.changed();
    try {
      const found = await this.http.get<Found>("/kb/search", { q, lang, k: HITS });
      if (mine === this.asked) this.asking = { question: q, lang, state: "done", found };
    } catch {
      if (mine === this.asked) this.asking = { question: q, lang, state: "failed", found: null };
    }
  }

  forget(): void {
    this.asked += 1;
    this.asking = NOT_ASKED;
  }
}
