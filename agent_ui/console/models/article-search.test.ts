import { describe, expect, it } from "vitest";
import { Changes } from "../../rooms/changes.js";
import { ArticleSearch, onePerArticle, type ArticleHit } from "./article-search.js";

function hit(id: string, passage = "text"): ArticleHit {
  return { article_id: id, title: id, url: null, lang: "en", heading: null, passage, score: 0.5 };
}

/** Answers when the test says so. */
class Desk {
  readonly open = new Map<string, (hits: ArticleHit[]) => void>();

  get<T>(_path: string, query: Record<string, string | number>): Promise<T> {
    return new Promise((resolve) => {
      this.open.set(String(query.q), (hits) => resolve({ hits } as T));
    });
  }
}

describe("the article search", () => {
  it("shows the latest question's answer, whichever comes last", async () => {
    const desk = new Desk();
    const search = new ArticleSearch(desk, new Changes());
    const first = search.run("del", "en");
    const second = search.run("delivery", "en");
    desk.open.get("delivery")?.([hit("right")]);
    await second;
    desk.open.get("del")?.([hit("wrong")]);
    await first;
    expect(search.hits.map(({ article_id: id }) => id)).toEqual(["right"]);
    expect(search.state).toBe("done");
  });

  it("of nothing is idle and empty", async () => {
    const search = new ArticleSearch(new Desk(), new Changes());
    await search.run("  ", "en");
    expect([search.state, search.hits]).toEqual(["idle", []]);
  });

  it("keeps the best passage of each article", () => {
    expect(onePerArticle([hit("a", "best"), hit("b"), hit("a", "second")])).toEqual([
      hit("a", "best"),
      hit("b"),
    ]);
  });
});
