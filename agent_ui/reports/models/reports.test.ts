import { describe, expect, it } from "vitest";
import { before, lastDays, lengthOf, readChoice, writeChoice } from "./choice.js";
import { drawnAs, targetsOf } from "./drawn.js";
import { HEADLINES, SECTIONS } from "./panels.js";
import { agentRanks, articleRanks } from "./ranks.js";
import {
  change,
  curvesOf,
  isClear,
  lineOf,
  moved,
  summaryOf,
  tracksOf,
  type Line,
  type Report,
} from "./report.js";
import { evenScale, everyHowMany, stacked, timeScale } from "./scale.js";
import { busiest, daysFor, stepIn, weekOf } from "./week.js";

const line = (parts: Partial<Line>): Line => ({
  figure: "handoffs",
  unit: "count",
  bucket: null,
  group: null,
  label: null,
  n: 1,
  value: 1,
  low: null,
  high: null,
  ...parts,
});
const report = (lines: Line[]): Report => ({
  report: "handoffs",
  since: "2026-03-01",
  until: "2026-03-03",
  by: "day",
  zone: "UTC",
  made_at: "2026-03-03T12:00:00Z",
  buckets: ["2026-03-01", "2026-03-02", "2026-03-03"],
  lines,
});

describe("the choice", () => {
  it("comes back from the address as it was written", () => {
    const choice = { since: "2026-01-01", until: "2026-02-01", by: "week", lang: "fa", team: "t" } as const;
    expect(readChoice(writeChoice(choice), "2026-03-01")).toEqual(choice);
  });

  it("is the last four weeks where the address says nothing that can be a day", () => {
    const choice = readChoice("?since=2026-99-99&by=second", "2026-03-28");
    expect(choice).toEqual({ since: "2026-03-01", until: "2026-03-28", by: "day", lang: "", team: "" });
  });

  it("is compared with as many days just before, across months and years", () => {
    const choice = readChoice("?since=2026-01-01&until=2026-01-07", "2026-03-28");
    expect(before(choice)).toMatchObject({ since: "2025-12-25", until: "2025-12-31" });
    expect(lengthOf(choice)).toBe(7);
    expect(lastDays(1, "2026-03-01")).toEqual({ since: "2026-03-01", until: "2026-03-01" });
  });
});

describe("lines", () => {
  const curve = (figure: string, group: string | null = null) => ({ figure, group, name: `group.${group}` });

  it("become tracks in which a missing count is none and a missing time is no case", () => {
    const counts = report([line({ bucket: "2026-03-02", group: "complex", value: 4 })]);
    expect(tracksOf(counts, [curve("handoffs", "complex")])[0]?.values).toEqual([0, 4, 0]);
    const times = report([
      line({ figure: "wait", unit: "seconds", bucket: "2026-03-02", group: "p50", value: 4, n: 7 }),
    ]);
    const [track] = tracksOf(times, [curve("wait", "p50"), curve("wait", "p90")]);
    expect(track).toMatchObject({ values: [null, 4, null], n: [0, 7, 0] });
  });

  it("bring their intervals along, and leave out what never happened", () => {
    const shares = report([
      line({ figure: "s", unit: "share", bucket: "2026-03-01", value: 0.5, low: 0.2, high: 0.8 }),
      line({ figure: "none", bucket: "2026-03-01", value: 0 }),
    ]);
    const tracks = tracksOf(shares, [curve("s"), curve("none"), curve("unknown")]);
    expect(tracks).toHaveLength(1);
    expect(tracks[0]).toMatchObject({ low: [0.2, null, null], high: [0.8, null, null] });
  });

  it("keep a share that is none of some cases: nobody came back is a fact", () => {
    const shares = report([line({ figure: "back", unit: "share", bucket: "2026-03-01", value: 0, n: 9 })]);
    expect(tracksOf(shares, [curve("back")])[0]?.values).toEqual([0, null, null]);
  });

  it("have a curve for each group, the most frequent first", () => {
    const found = report([
      line({ group: "complex", value: 2 }),
      line({ group: "no_answer", value: 9 }),
      line({ group: null, value: 11 }),
    ]);
    expect(curvesOf(found, "handoffs").map(({ group }) => group)).toEqual(["no_answer", "complex"]);
    expect(lineOf(found, "handoffs")?.value).toBe(11);
    expect(lineOf(found, "nothing")).toBeNull();
  });

  it("moves shares and scores by themselves, all else as a share of what was", () => {
    const of = (unit: Line["unit"], value: number | null): Line => line({ unit, value });
    expect(moved(of("share", 0.25), of("share", 0.5))).toBe(-0.25);
    expect(moved(of("share", 0.25), of("share", 0))).toBe(0.25);
    expect(moved(of("score", 4.5), of("score", 4))).toBe(0.5);
    expect(moved(of("seconds", 90), of("seconds", 60))).toBe(0.5);
    expect(moved(of("share", null), of("share", 0.5))).toBeNull();
    expect(moved(of("share", 0.5), null)).toBeNull();
  });

  it("shows each figure as a number once", () => {
    const cards = [HEADLINES, ...SECTIONS.map((section) => section.cards)].flat();
    const names = cards.map(([figure, group]) => `${figure} ${group}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("are compared only where there was something before", () => {
    expect(change(line({ value: 3 }), line({ value: 2 }))).toBe(0.5);
    expect(change(line({ value: 3 }), line({ value: 0 }))).toBeNull();
    expect(change(line({ value: 3 }), null)).toBeNull();
  });
});

describe("a summary", () => {
  it("holds the lines of the whole range, of every report", () => {
    const [one, other] = [
      report([line({ value: 1 }), line({ bucket: "2026-03-01" })]),
      report([line({ value: 2 })]),
    ];
    expect(summaryOf([one, other])?.lines.map(({ value }) => value)).toEqual([1, 2]);
    expect(summaryOf([])).toBeNull();
  });
});

describe("a change", () => {
  const share = (value: number, low: number, high: number) => line({ unit: "share", value, low, high });

  it("is clear where each value lies outside of the other's interval", () => {
    expect(isClear(share(0.8, 0.7, 0.9), share(0.5, 0.4, 0.6))).toBe(true);
    expect(isClear(share(0.8, 0.45, 0.9), share(0.5, 0.4, 0.6))).toBe(false);
  });

  it("that is none is not clear, however the interval of all cases is rounded", () => {
    expect(isClear(share(1, 0.9, 1 - 1e-16), share(1, 0.9, 1 - 1e-16))).toBe(false);
    expect(isClear(share(1, 0.9, 0.9999999999), share(1, 0.9, 0.9999999999))).toBe(false);
  });

  it("of a time is clear where it is large and of many cases", () => {
    const time = (value: number, n: number) => line({ unit: "seconds", value, n });
    expect(isClear(time(120, 40), time(90, 40))).toBe(true);
    expect(isClear(time(120, 4), time(90, 40))).toBe(false);
    expect(isClear(time(91, 40), time(90, 40))).toBe(false);
    expect(isClear(null, time(90, 40))).toBe(false);
  });
});

describe("scales", () => {
  it("end at a round number, counts at whole steps", () => {
    expect([0, 1, 3, 7, 12, 240].map((highest) => evenScale(highest, true).high)).toEqual([
      1, 1, 3, 8, 15, 250,
    ]);
    expect(evenScale(3, true).ticks).toEqual([0, 1, 2, 3]);
    expect(evenScale(0.3, false).ticks).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it("hold every time between round ones", () => {
    expect(timeScale([90, 4000])).toEqual({ low: 60, high: 14_400, ticks: [60, 300, 900, 3600, 14_400] });
    expect(timeScale([0]).low).toBe(1);
    expect(timeScale([30_000_000]).high).toBe(30_000_000);
  });

  it("stack values without gaps", () => {
    expect(
      stacked([
        [2, 0],
        [3, null],
        [0, 5],
      ]),
    ).toEqual([
      [2, 0],
      [5, 0],
      [5, 5],
    ]);
  });

  it("leave room for labels", () => {
    expect([everyHowMany(28, 560, 70), everyHowMany(3, 560, 70), everyHowMany(28, 50, 70)]).toEqual([
      4, 1, 28,
    ]);
  });
});

describe("a picture", () => {
  const track = (values: (number | null)[]) => ({ name: "a", values, low: [], high: [], n: [] });

  it("of counts reaches the sum, of shares always one, of scores from one to five", () => {
    expect(drawnAs([track([2, 4]), track([1, 5])], "count", "stack", []).scale.high).toBe(10);
    expect(drawnAs([track([0.1])], "share", "lines", []).scale).toMatchObject({ low: 0, high: 1 });
    expect(drawnAs([track([4.9])], "score", "lines", []).scale).toMatchObject({ low: 1, high: 5 });
  });

  it("of times holds the targets of its clock, the longest first", () => {
    const target = (group: string, value: number) =>
      line({ figure: "sla_target", unit: "seconds", group, value, n: 0 });
    const targets = targetsOf(
      report([
        target("first_response:high", 900),
        target("first_response:low", 3600),
        target("resolution:low", 9),
      ]),
      "first_response",
    );
    expect(targets.map(({ priority }) => priority)).toEqual(["low", "high"]);
    const drawn = drawnAs([track([20, null])], "seconds", "span", targets);
    expect(drawn).toMatchObject({ byTimes: true, scale: { low: 15, high: 3600 } });
  });
});

describe("the week", () => {
  const found = report([
    line({ figure: "by_hour", group: "0-09", value: 3 }),
    line({ figure: "by_hour", group: "6-23", value: 1 }),
    line({ figure: "by_hour", group: "9-99", value: 8 }),
  ]);

  it("has every hour, and one that is the busiest", () => {
    const week = weekOf(found, "by_hour");
    expect(week.flat()).toHaveLength(168);
    expect(busiest(week)).toEqual({ day: 0, hour: 9, most: 3 });
    expect(week[6]?.[23]).toBe(1);
  });

  it("begins on Saturday in Persian", () => {
    expect(daysFor("fa")).toEqual([5, 6, 0, 1, 2, 3, 4]);
    expect(daysFor("pl")[0]).toBe(0);
  });

  it("is walked through in the reading direction and never left", () => {
    expect(stepIn(0, "ArrowRight", false)).toBe(1);
    expect(stepIn(0, "ArrowRight", true)).toBe(0);
    expect(stepIn(0, "ArrowLeft", true)).toBe(1);
    expect(stepIn(3, "ArrowDown", false)).toBe(27);
    expect(stepIn(3, "ArrowUp", false)).toBe(3);
    expect(stepIn(30, "End", false)).toBe(47);
    expect(stepIn(30, "x", false)).toBeNull();
  });
});

describe("ranks", () => {
  it("name agents by their score, and lead from an article to where it is edited", () => {
    const found = report([
      line({ figure: "csat", unit: "score", group: "agent:1", label: "Ana", value: 3 }),
      line({ figure: "csat", unit: "score", group: "agent:2", label: "Reza", value: 4 }),
      line({ figure: "csat", unit: "score", group: "bot", value: 5 }),
      line({ figure: "article_handoffs", group: "a", label: "Late parcels", value: 2, n: 2 }),
      line({ figure: "article_handoffs", group: "b", label: null, value: 1 }),
      line({ figure: "article_handoff_share", unit: "share", group: "a", value: 0.5 }),
    ]);
    expect(agentRanks(found).map(({ name }) => name)).toEqual(["Reza", "Ana"]);
    expect(articleRanks(found)).toMatchObject([
      { name: "Late parcels", href: "/editor#a", n: 2, line: { value: 0.5 } },
      { name: null, href: null, line: null },
    ]);
  });
});

describe("the page", () => {
  it("explains every figure it shows in every language", async () => {
    for (const lang of ["en", "fa", "pl"]) {
      const words = ((await import(`../locales/${lang}.json`)) as { default: Record<string, string> })
        .default;
      for (const { name, panels } of SECTIONS) {
        expect(words[`section.${name}`]).toBeTruthy();
        for (const { figure } of panels) {
          expect(words[`def.${figure}`], figure).toBeTruthy();
          expect(words[`figure.${figure}`], figure).toBeTruthy();
        }
      }
    }
  });
});
