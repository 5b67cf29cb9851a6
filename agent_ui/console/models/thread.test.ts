import { describe, expect, it } from "vitest";
import { pending, said } from "./testing.js";
import { outcomeOf, Thread } from "./thread.js";

const BOT = { type: "bot" } as const;

describe("a thread", () => {
  it("keeps a message once, whether it came by catch-up, by event or by ack", () => {
    const thread = new Thread("c");
    thread.caughtUp([said(1), said(2)], 2);
    thread.received(said(3));
    thread.received(said(3));
    thread.caughtUp([said(3)], 3);
    expect(thread.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(thread.synced).toBe(3);
  });

  it("knows that something is missing before a message that came too early", () => {
    const thread = new Thread("c");
    thread.caughtUp([said(1)], 1);
    thread.received(said(3));
    expect(thread.misses(3)).toBe(true);
    thread.caughtUp([said(2), said(3)], 3);
    expect(thread.misses(3)).toBe(false);
  });

  it("lets go of a pending message when the desk confirms it", () => {
    const thread = new Thread("c");
    thread.sending(pending("one"));
    thread.sending(pending("two"));
    thread.received(said(1, { client_message_id: "one" }));
    expect(thread.pending.map(({ clientMessageId }) => clientMessageId)).toEqual(["two"]);
  });

  it("keeps refused words with the reason until they are sent again or taken back", () => {
    const thread = new Thread("c");
    thread.sending(pending("one"));
    thread.refused("one", "too_large");
    expect(thread.pending[0]?.failed).toBe("too_large");
    expect(thread.retrying("one")?.failed).toBe(null);
    expect(thread.discard("one")?.text).toBe("On my way");
    expect(thread.pending).toEqual([]);
  });

  it("shows typing until it is taken back, answered or too old", () => {
    const thread = new Thread("c");
    thread.typing({ type: "visitor" }, true, 1000);
    expect(thread.typingNow(2000)?.type).toBe("visitor");
    expect(thread.typingNow(60_000)).toBe(null);
    thread.received(said(1, { author: { type: "visitor" } }));
    expect(thread.typingNow(2000)).toBe(null);
  });

  it("marks the newest of our messages that the customer has seen, never a note", () => {
    const thread = new Thread("c");
    const agent = { type: "agent", id: "a" } as const;
    thread.caughtUp([said(1), said(2, { author: agent }), said(3, { author: agent, kind: "note" })], 3);
    thread.seenUpTo(3);
    expect(thread.lastSeen()).toBe(2);
    thread.seenUpTo(1);
    expect(thread.lastSeen()).toBe(2);
  });

  it("marks the newest of our messages that waits on the customer's page, until it is seen", () => {
    const thread = new Thread("c");
    const agent = { type: "agent", id: "a" } as const;
    thread.caughtUp([said(1), said(2, { author: agent }), said(3, { author: agent })], 3);
    expect(thread.lastDelivered()).toBe(0);
    thread.cameUpTo(3);
    expect([thread.lastDelivered(), thread.lastSeen()]).toEqual([3, 0]);
    thread.seenUpTo(2);
    expect([thread.lastDelivered(), thread.lastSeen()]).toEqual([3, 2]);
    thread.seenUpTo(3);
    thread.cameUpTo(1);
    expect([thread.lastDelivered(), thread.lastSeen()]).toEqual([0, 3]);
  });

  it("reads what became of an answer from the button that was pressed", () => {
    const thread = new Thread("c");
    const choice = { message_id: "message-1", button_id: "not_meant" };
    thread.caughtUp([said(1, { author: BOT }), said(2, { payload: { choice } })], 2);
    expect(outcomeOf(thread.choices().get("message-1"))).toBe("rejected");
    expect(outcomeOf(undefined)).toBe(null);
  });
});
