import { describe, expect, it } from "vitest";
import { AnsweringModel } from "./answering.js";
import { chartOf } from "./chart.js";
import type { Answering, Replay } from "./wire.js";

const SAVED: Answering = {
  risk: 0.2,
  revision: 1,
  start_risk: 0.2,
  least: 0.01,
  greatest: 0.5,
  history: [],
  judge: { own: false, version: 0, fitted_at: null, fitted_by: null, report: {}, problem: null },
  labels: { n: 12, by_source: { agent: 12 }, needed: 20 },
};

const TALLY = { answered: 1, clarify: 1, no_answer: 1, expected_wrong: 0.1, observed_wrong: null };

function replay(risk: number, days = 30): Replay {
  return {
    risk,
    risk_now: 0.2,
    days,
    n: 3,
    labelled: 0,
    enough: false,
    needed: 50,
    now: TALLY,
    then: TALLY,
    changed: 0,
    examples: [],
    curve: [],
    measured_now: [],
    measured_then: [],
  };
}

function model(parts: Partial<Answering> = {}): AnsweringModel {
  const made = new AnsweringModel();
  made.learnt({ ...SAVED, ...parts });
  return made;
}

describe("the dial", () => {
  it("stands where the desk says until somebody turns it", () => {
    const dial = model();
    expect([dial.risk, dial.turned, dial.inHundred]).toEqual([0.2, false, 20]);
    dial.turn(0.07);
    expect([dial.risk, dial.turned, dial.inHundred]).toEqual([0.07, true, 7]);
    dial.reset();
    expect([dial.risk, dial.turned]).toEqual([0.2, false]);
  });

  it("keeps to whole hundredths within the limits", () => {
    const dial = model();
    dial.turn(0.123);
    expect(dial.risk).toBe(0.12);
    dial.turn(0);
    expect(dial.risk).toBe(0.01);
    dial.turn(3);
    expect(dial.risk).toBe(0.5);
    dial.turn(Number.NaN);
    expect(dial.risk).toBe(0.5);
  });

  it("is no longer turned once the desk has taken it", () => {
    const dial = model();
    dial.turn(0.1);
    dial.learnt({ ...SAVED, risk: 0.1, revision: 2 });
    expect(dial.turned).toBe(false);
  });

  it("shows no replay of another position", () => {
    const dial = model();
    dial.turn(0.1);
    dial.replayed(replay(0.3));
    expect([dial.replay, dial.stale]).toEqual([null, true]);
    dial.replayed(replay(0.1));
    expect([dial.replay?.risk, dial.stale]).toEqual([0.1, false]);
    dial.days = 7;
    dial.replayed(replay(0.1, 90));
    expect(dial.replay?.days).toBe(30);
  });
});

describe("what there is to learn", () => {
  it("says how much is missing, and when training is worth it", () => {
    expect([model().missing, model().worthTraining]).toEqual([8, false]);
    const enough = model({ labels: { n: 60, by_source: {}, needed: 20 } });
    expect([enough.missing, enough.worthTraining]).toEqual([0, true]);
    const learnt = { ...SAVED.judge, own: true, version: 3, report: { labels: 58 } };
    expect(model({ labels: { n: 60, by_source: {}, needed: 20 }, judge: learnt }).worthTraining).toBe(false);
  });
});

describe("the curve", () => {
  const points = [
    { coverage: 0.5, expected_wrong: 0.05, observed_wrong: null },
    { coverage: 1, expected_wrong: 0.2, observed_wrong: 0.1 },
  ];

  it("runs from left to right and upwards", () => {
    const chart = chartOf(points, { width: 200, height: 100 }, false);
    expect([chart.top, chart.expected, chart.observed]).toEqual([0.2, "M100 75L200 0", "M200 50"]);
    expect(chart.shares.map(({ y }) => y)).toEqual([100, 50, 0]);
  });

  it("is mirrored where the page is", () => {
    expect(chartOf(points, { width: 200, height: 100 }, true).expected).toBe("M100 75L0 0");
  });

  it("is an empty drawing without a past", () => {
    expect(chartOf([], { width: 200, height: 100 }, false)).toMatchObject({
      expected: "",
      observed: "",
      top: 0.05,
    });
  });
});
