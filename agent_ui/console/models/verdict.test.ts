import { describe, expect, it } from "vitest";
import { said } from "./testing.js";
import { Thread } from "./thread.js";
import { choicesFor, judgeable, valueOf, type Verdict } from "./verdict.js";

const HITS = ["returns", "delivery", "refunds"].map((id) => ({ article_id: id, title: id.toUpperCase() }));
const answer = said(2, {
  id: "a",
  author: { type: "bot" },
  payload: { answer: { outcome: "answered", hits: HITS } },
});
const verdict: Verdict = {
  message_id: "a",
  verdict: "wrong",
  article_id: null,
  agent: { id: "ana", name: "Ana" },
  at: "2026-03-01T10:00:00Z",
};

describe("an answer of the bot", () => {
  it("can be judged where it came from an article", () => {
    expect(judgeable(answer)).toBe(true);
    expect(judgeable({ ...answer, author: { type: "agent" } })).toBe(false);
    expect(judgeable({ ...answer, payload: { answer: { outcome: "no_answer", hits: HITS } } })).toBe(false);
    expect(judgeable({ ...answer, payload: { answer: { outcome: "answered", hits: [] } } })).toBe(false);
    expect(judgeable({ ...answer, payload: null })).toBe(false);
  });

  it("is right, wrong, of another case, or another article would have been right", () => {
    expect(choicesFor(answer, undefined).map(({ value }) => value)).toEqual([
      "right",
      "wrong",
      "other_case",
      "wrong:delivery",
      "wrong:refunds",
    ]);
    expect(choicesFor(answer, verdict).at(-1)).toMatchObject({ verdict: null });
  });

  it("shows which choice was made", () => {
    expect([undefined, verdict, { ...verdict, article_id: "delivery" }].map(valueOf)).toEqual([
      null,
      "wrong",
      "wrong:delivery",
    ]);
  });
});

describe("a conversation", () => {
  it("keeps the last verdict of each answer, and lets it be taken back", () => {
    const thread = new Thread("c");
    thread.judgedAll([verdict]);
    thread.judged("a", { ...verdict, verdict: "right" });
    expect(thread.verdicts.get("a")?.verdict).toBe("right");
    const before = thread.verdicts;
    thread.judged("a", null);
    expect([thread.verdicts.size, before.size]).toEqual([0, 1]);
  });
});
