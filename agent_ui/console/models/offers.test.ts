import { describe, expect, it } from "vitest";
import type { Chat } from "./chat.js";
import { Offers, timeLeft, type Offer } from "./offers.js";

function offer(id: string, second: number): Offer {
  return { conversation: { id } as Chat, brief: null, expires_at: `2026-03-01T09:00:${second}Z` };
}

describe("offers", () => {
  it("shows the one that runs out first", () => {
    const offers = new Offers();
    offers.made(offer("b", 40));
    offers.made(offer("a", 20));
    expect(offers.all.map((one) => one.conversation.id)).toEqual(["a", "b"]);
  });

  it("keeps one offer a conversation, the newest", () => {
    const offers = new Offers();
    offers.made(offer("a", 20));
    offers.made(offer("a", 50));
    expect(offers.all).toEqual([offer("a", 50)]);
  });

  it("forgets what is over, and says whether there was anything", () => {
    const offers = new Offers();
    offers.made(offer("a", 20));
    expect(offers.over("a")).toBe(true);
    expect(offers.over("a")).toBe(false);
    expect(offers.has("a")).toBe(false);
  });

  it("knows whether the desk holds out the same", () => {
    const offers = new Offers();
    expect(offers.are([])).toBe(true);
    offers.made(offer("a", 20));
    offers.made(offer("b", 30));
    expect(offers.are(["b", "a"])).toBe(true);
    expect(offers.are(["a"])).toBe(false);
    expect(offers.are(["a", "c"])).toBe(false);
  });

  it("takes the desk's word after a reconnect", () => {
    const offers = new Offers();
    offers.made(offer("a", 20));
    offers.reset([offer("b", 30)]);
    expect(offers.all).toEqual([offer("b", 30)]);
  });
});

describe("the time left", () => {
  const now = Date.parse("2026-03-01T09:00:10Z");

  it("counts down in whole seconds and as a share", () => {
    expect(timeLeft(offer("a", 25), now, 30)).toEqual({ seconds: 15, share: 0.5 });
  });

  it("ends at nothing", () => {
    expect(timeLeft(offer("a", 10), now + 5000, 30)).toEqual({ seconds: 0, share: 0 });
  });
});
