import { describe, expect, it } from "vitest";
import { addressesOf, briefLines } from "./brief.js";
import { moodCurve, toneOf, trendOf } from "./mood.js";

describe("the brief's lines", () => {
  it("point at the messages they were read from", () => {
    const lines = briefLines({
      reason: "frustrated",
      reason_seq: 6,
      language: "en",
      goal: { text: "Where is my order?", seq: 1 },
      facts: [{ name: "order_number", value: "LM-10442", seq: 4 }],
      articles: [{ id: "a", title: "Delivery", shown_at_seq: 2, outcome: "rejected" }],
      signals: [{ name: "anger", value: 0.8, seq: 6 }],
      suggested_replies: [{ text: "I am on it.", seq: 6 }],
    });
    expect(lines.reason).toEqual({ reason: "frustrated", seq: 6 });
    expect(lines.goal?.seq).toBe(1);
    expect(lines.facts).toEqual([{ name: "order_number", value: "LM-10442", seq: 4 }]);
    expect(lines.articles[0]).toMatchObject({ seq: 2, outcome: "rejected" });
    expect(lines.signals).toEqual([{ name: "anger", value: 0.8, seq: 6 }]);
    expect(lines.suggestions).toEqual(["I am on it."]);
  });

  it("leave out signals that say nothing to an agent, and show a plain yes without a value", () => {
    const { signals } = briefLines({
      signals: [
        { name: "asked_for_human", value: true, seq: 3 },
        { name: "repeated", value: false, seq: 3 },
        { name: "rejected", value: 0, seq: 3 },
        { name: "anger", value: 0.08, seq: 3 },
        { name: "turns", value: 1, seq: 3 },
        { name: "confidence", value: 0.97, seq: 3 },
      ],
    });
    expect(signals).toEqual([{ name: "asked_for_human", value: null, seq: 3 }]);
  });

  it("tell a measured signal once, and not as the customer's words", () => {
    const said = { text: "This is ridiculous!", seq: 3 };
    const { evidence } = briefLines({ evidence: [said, { text: "anger_before: 0.96", seq: 3 }] });
    expect(evidence).toEqual([said]);
  });

  it("tell what was said last once, not again as evidence", () => {
    const said = { text: "My parcel is broken, get me somebody", seq: 7 };
    const lines = briefLines({ said_last: said, evidence: [said] });
    expect(lines.saidLast).toEqual(said);
    expect(lines.evidence).toEqual([]);
  });

  it("tell the page in one line", () => {
    const page = { name: "page", value: "https://shop.example/lamps/7", seq: 2 };
    const title = { name: "page_title", value: "Tall lamp", seq: 2 };
    const plan = { name: "plan", value: "gold", seq: 2 };
    const told = { ...page, value: "Tall lamp · https://shop.example/lamps/7" };
    expect(briefLines({ facts: [page, title, plan] }).facts).toEqual([told, plan]);
    expect(briefLines({ facts: [page, { ...title, seq: 1 }] }).facts).toEqual([page]);
    expect(briefLines({ facts: [title] }).facts).toEqual([title]);
  });

  it("of an empty brief are empty", () => {
    expect(briefLines({})).toEqual({
      reason: null,
      goal: null,
      saidLast: null,
      callBack: null,
      task: null,
      facts: [],
      files: [],
      articles: [],
      signals: [],
      evidence: [],
      promises: [],
      mood: [],
      suggestions: [],
      language: null,
    });
  });
});

describe("the mood curve", () => {
  const mood = [
    { seq: 1, score: 0 },
    { seq: 3, score: 0.5 },
    { seq: 5, score: 1 },
  ];

  it("spreads the messages evenly from calm above to upset below", () => {
    const { points, middle } = moodCurve(mood, 110, 50);
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [5, 5],
      [55, 25],
      [105, 45],
    ]);
    expect(middle).toBe(25);
  });

  it("draws one message as one point in the middle", () => {
    expect(moodCurve([{ seq: 2, score: -3 }], 100, 50).points).toEqual([{ x: 50, y: 5, seq: 2, score: 0 }]);
  });

  it("names the trend and the tone", () => {
    expect(trendOf(mood)).toBe("falling");
    expect(trendOf([...mood].reverse())).toBe("rising");
    expect(trendOf(mood.slice(0, 1))).toBe("steady");
    expect(
      trendOf([
        { seq: 1, score: 0.02 },
        { seq: 2, score: 0.2 },
      ]),
    ).toBe("steady");
    expect([toneOf(0.1), toneOf(0.4), toneOf(0.9)]).toEqual(["calm", "tense", "upset"]);
  });
});

describe("where e-mail may reach the customer", () => {
  const brief = {
    facts: [
      { name: "email", value: "old@example.org", seq: 2 },
      { name: "order_number", value: "LM-10442", seq: 3 },
      { name: "email", value: "kim@example.org", seq: 4 },
    ],
  };

  it("is the contact's address, then what was written, the newest first", () => {
    expect(addressesOf("me@example.org", brief)).toEqual([
      "me@example.org",
      "kim@example.org",
      "old@example.org",
    ]);
    expect(addressesOf(null, brief)).toEqual(["kim@example.org", "old@example.org"]);
  });

  it("names nobody twice, and nobody at all where nothing is known", () => {
    expect(addressesOf("Kim@example.org", brief)).toEqual(["Kim@example.org", "old@example.org"]);
    expect(addressesOf(undefined, null)).toEqual([]);
  });
});
