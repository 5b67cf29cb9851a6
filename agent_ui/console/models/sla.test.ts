import { expect, it } from "vitest";
import { pressing, type Sla, type SlaClock } from "./sla.js";

const NOW = Date.parse("2026-03-02T10:00:00Z");

function clock(parts: Partial<SlaClock>): SlaClock {
  return {
    state: "running",
    target_seconds: 1800,
    started_at: "2026-03-02T09:00:00Z",
    due_at: "2026-03-02T10:30:00Z",
    warn_at: "2026-03-02T10:24:00Z",
    left_seconds: null,
    breached_at: null,
    ended_at: null,
    ...parts,
  };
}

function sla(parts: Partial<Sla>): Sla {
  return { first_word_at: null, handed_off_at: null, ...parts };
}

it("shows the promise that is due first", () => {
  const resolution = clock({ due_at: "2026-03-03T10:00:00Z", warn_at: "2026-03-03T04:00:00Z" });
  expect(pressing(sla({ first_response: clock({}), resolution }), NOW)).toEqual({
    name: "first_response",
    pressure: "calm",
    seconds: 1800,
  });
});

it("warns from the desk's own warning on, also between two headers", () => {
  const soon = clock({ warn_at: "2026-03-02T09:59:00Z", due_at: "2026-03-02T10:05:00Z" });
  expect(pressing(sla({ next_response: soon }), NOW)?.pressure).toBe("soon");
  expect(pressing(sla({ next_response: soon }), NOW + 400_000)?.pressure).toBe("breached");
});

it("puts a breach that lasts before everything, and counts since when", () => {
  const late = clock({ state: "breached", breached_at: "2026-03-02T09:50:00Z" });
  const found = pressing(
    sla({ first_response: clock({ due_at: "2026-03-02T10:01:00Z" }), resolution: late }),
    NOW,
  );
  expect(found).toEqual({ name: "resolution", pressure: "breached", seconds: 600 });
});

it("is silent about what is over, rests or was never promised", () => {
  const over = clock({
    state: "breached",
    breached_at: "2026-03-02T09:50:00Z",
    ended_at: "2026-03-02T09:55:00Z",
  });
  const rests = clock({ state: "paused", due_at: null, warn_at: null, left_seconds: 60 });
  expect(pressing(sla({ first_response: over, next_response: null, resolution: rests }), NOW)).toBeNull();
  expect(pressing(null, NOW)).toBeNull();
});
