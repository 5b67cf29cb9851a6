import { expect, it } from "vitest";
import { until } from "./snooze.js";

it("is until the customer writes, where no moment is chosen", () => {
  expect(until("reply", new Date())).toBeNull();
});

it.each([
  [2, 9],
  [7, 9],
  [8, 9],
])("from the %i. of March 2026, Monday is always the next one, in the morning", (day, monday) => {
  const found = new Date(until("monday", new Date(2026, 2, day, 15)) ?? "");
  expect([found.getDate(), found.getHours(), found.getDay()]).toEqual([monday, 9, 1]);
});

it("is in an hour, tomorrow morning, or when the agent says", () => {
  const now = new Date(2026, 2, 31, 15);
  expect(until("hour", now)).toBe(new Date(2026, 2, 31, 16).toISOString());
  expect(until("tomorrow", now)).toBe(new Date(2026, 3, 1, 9).toISOString());
  expect(until("chosen", now, "2026-05-01T08:30")).toBe(new Date(2026, 4, 1, 8, 30).toISOString());
});
