import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Lists } from "./lists.js";
import type { Offer } from "./models/offers.js";
import { chat } from "./models/testing.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An agent's lists, and whom they called for. */
function lists() {
  const heard: string[] = [];
  const quiet = { announce: () => undefined, say: () => undefined };
  const found = new Lists({} as never, quiet as never, { changed: () => undefined }, (who) => {
    heard.push(who);
  });
  return { lists: found, heard };
}

function offer(id: string, name: string): Offer {
  const visitor = { id: "v", name, email: null };
  const conversation = chat({ id, owner: "queue", visitor });
  return { conversation, brief: null, expires_at: "2099-01-01T00:00:00Z" };
}

it("calls for an offer again and again, until it is over", () => {
  const { lists: own, heard } = lists();
  own.offered(offer("a", "Nia"));
  vi.advanceTimersByTime(16_000);
  expect(heard).toEqual(["Nia", "Nia", "Nia"]);
  own.withdrawn("a", "accepted");
  vi.advanceTimersByTime(60_000);
  expect(heard).toHaveLength(3);
});

it("calls once at a time for what is held out anew", () => {
  const { lists: own, heard } = lists();
  own.offered(offer("a", "Nia"));
  own.withdrawn("a", "declined");
  own.offered(offer("a", "Nia"));
  vi.advanceTimersByTime(8000);
  expect(heard).toEqual(["Nia", "Nia", "Nia"]);
});

it("counts who is held out, though the queue has not been told yet", () => {
  const { lists: own } = lists();
  expect(own.needing).toBe(0);
  own.offered(offer("a", "Nia"));
  expect(own.needing).toBe(1);
  own.withdrawn("a", "accepted");
  expect(own.needing).toBe(0);
});
