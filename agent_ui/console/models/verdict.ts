/** What an agent says of one of the bot's answers, and what may be said of it. */
import type { AgentMessage } from "./chat.js";

export type VerdictName = "right" | "wrong" | "other_case";

export interface Verdict {
  message_id: string;
  verdict: VerdictName;
  article_id: string | null;
  agent: { id: string; name: string };
  at: string;
}

/** One thing to say: a verdict, or another article that would have been right; null takes the word back. */
export interface Choice {
  value: string;
  verdict: VerdictName | null;
  article: string | null;
  title: string | null;
}

const SIMPLE: readonly VerdictName[] = ["right", "wrong", "other_case"];
const MAX_OTHERS = 3;

/** Only what the bot said from an article can be right or wrong. */
export function judgeable({ author, seq, payload }: AgentMessage): boolean {
  const { outcome, hits = [] } = payload?.answer ?? {};
  return author.type === "bot" && seq > 0 && hits.length > 0 && outcome !== "no_answer";
}

export function choicesFor(message: AgentMessage, said: Verdict | undefined): Choice[] {
  const simple = SIMPLE.map((verdict): Choice => ({ value: verdict, verdict, article: null, title: null }));
  const others = (message.payload?.answer?.hits ?? []).slice(1, 1 + MAX_OTHERS).map((hit): Choice => ({
    value: `wrong:${hit.article_id}`,
    verdict: "wrong",
    article: hit.article_id,
    title: hit.title,
  }));
  const back: Choice = { value: "", verdict: null, article: null, title: null };
  return [...simple, ...others, ...(said ? [back] : [])];
}

/** The choice that a verdict came of. */
export function valueOf(said: Verdict | undefined): string | null {
  if (!said) return null;
  return said.article_id ? `wrong:${said.article_id}` : said.verdict;
}
