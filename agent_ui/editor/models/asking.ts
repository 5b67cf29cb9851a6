/** What the bot would find and do with a question, and where the article in the form stands in it. */
export interface Hit {
  article_id: string;
  slug: string;
  title: string;
  url: string | null;
  page?: string;
  lang: string;
  heading: string | null;
  passage: string;
  score: number;
  dense: number;
  lexical: number;
  probability?: number;
}

export type Decision = "answer" | "clarify" | "hand_over";

export interface Found {
  hits: Hit[];
  probability: number;
  lang: string;
  decision: Decision;
}

export interface Asking {
  question: string;
  lang: string;
  state: "idle" | "busy" | "done" | "failed";
  found: Found | null;
}

export const NOT_ASKED: Asking = { question: "", lang: "", state: "idle", found: null };

/** The place of an article among the hits, each article counted once; 0 when it is not there. */
export function placeOf(hits: readonly Hit[], articleId: string | null): number {
  const articles = [...new Set(hits.map((hit) => hit.article_id))];
  return articleId ? articles.indexOf(articleId) + 1 : 0;
}

/** Scores as shares of the widest bar: bars compare hits, the numbers beside them are the truth. */
export function shares(hits: readonly Hit[], kind: "score" | "dense" | "lexical"): number[] {
  const top = Math.max(...hits.map((hit) => hit[kind]), 0);
  return hits.map((hit) => (top > 0 ? Math.max(0, hit[kind]) / top : 0));
}
