/** The task that an agent left to the bot, and how far the bot has got with it. */
import type { AgentMessage } from "./chat.js";

export type TaskState = "running" | "shown" | "asked" | "helped" | "rejected" | "not_done";

export interface Task {
  text: string;
  articleId: string | null;
  /** The message that told of it. */
  seq: number;
  state: TaskState;
}

const VERDICTS: Readonly<Record<string, "helped" | "rejected" | undefined>> = {
  helped: "helped",
  not_meant: "rejected",
};

/** Of the latest hand back; `choices` are the buttons that the customer pressed, by message. */
export function taskIn(messages: readonly AgentMessage[], choices: ReadonlyMap<string, string>): Task | null {
  const told = messages.findLast(({ payload }) => payload?.key === "handed_back");
  const task = told?.payload?.task;
  if (!told || !task) return null;
  const said = messages.filter(({ seq, author }) => seq > told.seq && author.type === "bot");
  const shown = said.slice(0, 2).find(({ payload }) => payload?.answer?.outcome === "answered");
  const verdict = shown ? VERDICTS[choices.get(shown.id) ?? ""] : undefined;
  const so = verdict ?? "shown";
  const state = shown ? so : said.length > 0 ? "asked" : "running";
  return { text: task.text, articleId: task.article_id, seq: told.seq, state };
}
