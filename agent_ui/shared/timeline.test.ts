import { describe, expect, it } from "vitest";
import { initials, rowsOf, Timeline } from "./timeline.js";
import { message } from "./testing.js";

describe("the timeline", () => {
  it("orders by seq and keeps each message once", () => {
    const timeline = Timeline.empty
      .received(message({ seq: 2 }))
      .received(message({ seq: 1 }))
      .received(message({ seq: 2 }));
    expect(timeline.messages.map((m) => m.seq)).toEqual([1, 2]);
  });

  it("moves on with the next message", () => {
    expect(Timeline.empty.received(message({ seq: 1 })).synced).toBe(1);
  });

  it("knows that something may be missing before a later one, until it caught up", () => {
    const gap = Timeline.empty.received(message({ seq: 1 })).received(message({ seq: 3 }));
    expect(gap.synced).toBe(1);
    expect(gap.misses(3)).toBe(true);
    const healed = gap.caughtUp([message({ seq: 3 })], 3);
    expect(healed.synced).toBe(3);
    expect(healed.misses(3)).toBe(false);
  });

  it("never goes back behind what it knew", () => {
    expect(Timeline.empty.caughtUp([], 9).caughtUp([], 4).synced).toBe(9);
  });
});

describe("the rows", () => {
  it("put a date before the first message of each day", () => {
    const rows = rowsOf([
      message({ seq: 1, created_at: "2026-03-01T10:00:00Z" }),
      message({ seq: 2, created_at: "2026-03-03T10:00:00Z" }),
    ]);
    expect(rows.map((row) => row.type)).toEqual(["day", "group", "day", "group"]);
  });

  it("join what one author says within five minutes", () => {
    const bot = { type: "bot" } as const;
    const rows = rowsOf([
      message({ seq: 1, author: bot, created_at: "2026-03-01T10:00:00Z" }),
      message({ seq: 2, author: bot, created_at: "2026-03-01T10:01:00Z" }),
      message({ seq: 3, author: bot, created_at: "2026-03-01T10:09:00Z" }),
      message({ seq: 4, created_at: "2026-03-01T10:09:01Z" }),
    ]);
    const groups = rows.filter((row) => row.type === "group").map((row) => row.messages.map((m) => m.seq));
    expect(groups).toEqual([[1, 2], [3], [4]]);
  });

  it("keep notes and activities apart", () => {
    const ana = { type: "agent", id: "a", name: "Ana" } as const;
    const rows = rowsOf([
      message({ seq: 1, author: ana }),
      message({ seq: 2, author: ana, kind: "note" }),
      message({ seq: 3, author: { type: "system" }, kind: "activity" }),
    ]);
    expect(rows.map((row) => row.type)).toEqual(["day", "group", "group", "activity"]);
  });
});

it.each([
  ["Ana Kowalska", "A\u200cK"],
  ["Reza", "R"],
  ["رضا احمدی", "ر\u200cا"],
  ["", ""],
])("the initials of %s are %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});
