import { describe, expect, it } from "vitest";
import { before, lastDays, lengthOf, readChoice, writeChoice } from "./choice.js";
import { drawing, FRAME, roundTop } from "./drawing.js";
import { change, lineOf, seriesOf, type Line, type Report } from "./report.js";

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
  it("become series in which a missing count is none and a missing time is no case", () => {
    const counts = report([line({ bucket: "2026-03-02", group: "complex", value: 4 })]);
    expect(seriesOf(counts, "handoffs")).toEqual([{ name: "complex", values: [0, 4, 0] }]);
    const times = report([
      line({ figure: "t", unit: "seconds", bucket: "2026-03-02", group: "p50", value: 9 }),
    ]);
    expect(seriesOf(times, "t")).toEqual([{ name: "p50", values: [null, 9, null] }]);
  });

  it("of the whole range are not those of a bucket", () => {
    const found = report([line({ bucket: "2026-03-02", value: 4 }), line({ value: 7 })]);
    expect(lineOf(found, "handoffs")?.value).toBe(7);
    expect(lineOf(found, "nothing")).toBeNull();
  });

  it("are compared only where there was something before", () => {
    expect(change(line({ value: 3 }), line({ value: 2 }))).toBe(0.5);
    expect(change(line({ value: 3 }), line({ value: 0 }))).toBeNull();
    expect(change(line({ value: 3 }), null)).toBeNull();
  });
});

describe("a drawing", () => {
  it("ends at a round number", () => {
    expect([0, 0.3, 1, 7, 12, 240, 26].map(roundTop)).toEqual([1, 0.5, 1, 10, 20, 250, 50]);
  });

  it("stacks bars without gaps or overlaps", () => {
    const { bars, top } = drawing(
      [
        { name: "a", values: [2, 0] },
        { name: "b", values: [3, 5] },
      ],
      2,
      { stacked: true, rtl: false },
    );
    expect(top).toBe(5);
    const [low, high] = bars.filter((bar) => bar.x < FRAME.width / 2).map(({ y, height }) => [y, y + height]);
    expect(low?.[1]).toBe(FRAME.height);
    expect(high?.[1]).toBeCloseTo(low?.[0] ?? NaN);
  });

  it("breaks a line where there is no case, and runs from the right in Persian", () => {
    const values = [1, null, 1, 1];
    const ltr = drawing([{ name: "a", values }], 4, { stacked: false, rtl: false });
    expect(ltr.paths[0]?.match(/M/g)).toHaveLength(2);
    const rtl = drawing([{ name: "a", values }], 4, { stacked: false, rtl: true });
    expect(rtl.at(0)).toBe(ltr.at(3));
  });
});
