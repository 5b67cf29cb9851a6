/** The agent's look into the articles: the latest question wins, whatever order the answers come in. */
import type { Changes } from "../../rooms/changes.js";

export interface ArticleHit {
  article_id: string;
  title: string;
  url: string | null;
  page?: string;
  lang: string;
  heading: string | null;
  passage: string;
  score: number;
}

interface Asker {
  get<T>(path: string, query: Record<string, string | number>): Promise<T>;
}

export class ArticleSearch {
  query = "";
  hits: readonly ArticleHit[] = [];
  state: "idle" | "busy" | "done" | "failed" = "idle";
  private asked = 0;

  constructor(
    private readonly http: Asker,
    private readonly changes: Changes,
  ) {}

  async run(query: string, lang: string): Promise<void> {
    const mine = ++this.asked;
    this.query = query.trim();
    if (!this.query) {
      this.hits = [];
      this.state = "idle";
      return;
    }
    this.state = "busy";
    this.changes.changed();
    try {
      const found = await this.http.get<{ hits: ArticleHit[] }>("/kb/search", { q: this.query, lang, k: 6 });
      if (mine !== this.asked) return;
      this.hits = onePerArticle(found.hits);
      this.state = "done";
    } catch {
      if (mine === this.asked) this.state = "failed";
    }
    this.changes.changed();
  }
}

/** The best passage of each article. */
export function onePerArticle<H extends { article_id: string }>(hits: readonly H[]): H[] {
  const first = new Map<string, H>();
  for (const hit of hits) if (!first.has(hit.article_id)) first.set(hit.article_id, hit);
  return [...first.values()];
}
