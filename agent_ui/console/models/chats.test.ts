import { describe, expect, it } from "vitest";
import { tagsIn } from "../../rooms/steps.js";
import type { Chat } from "./chat.js";
import { Chats } from "./chats.js";
import { chat, ME, mine, waiting } from "./testing.js";

function ids(chats: readonly Chat[]): string[] {
  return chats.map(({ id }) => id);
}

describe("the queue's list", () => {
  it("that was read before a claim and comes after it does not take the claim back", () => {
    const chats = new Chats(ME);
    const before = waiting({ id: "a", epoch: 2 });
    chats.list("queue", [before], null);
    chats.apply(mine({ id: "a", epoch: 3 }));
    chats.list("queue", [before], null);
    expect([ids(chats.in("queue")), ids(chats.in("mine"))]).toEqual([[], ["a"]]);
  });

  it("follows the desk's positions", () => {
    const chats = new Chats(ME);
    chats.list(
      "queue",
      [
        waiting({ id: "b", queue: { position: 2 } }),
        waiting({ id: "a", queue: { position: 1 }, priority: "low" }),
      ],
      null,
    );
    expect(ids(chats.in("queue"))).toEqual(["a", "b"]);
  });

  it("without positions puts the urgent first, then the longest waiting", () => {
    const chats = new Chats(ME);
    chats.list(
      "queue",
      [
        waiting({ id: "late", waiting_since: "2026-03-01T10:05:00Z" }),
        waiting({ id: "early", waiting_since: "2026-03-01T10:01:00Z" }),
        waiting({ id: "urgent", priority: "urgent", waiting_since: "2026-03-01T10:09:00Z" }),
      ],
      null,
    );
    expect(ids(chats.in("queue"))).toEqual(["urgent", "early", "late"]);
  });
});

describe("my list", () => {
  it("puts unread ones on top, the longest untouched of them first, then the latest news", () => {
    const chats = new Chats(ME);
    chats.list(
      "mine",
      [
        mine({ id: "quiet-new", updated_at: "2026-03-01T10:30:00Z" }),
        mine({ id: "quiet-old", updated_at: "2026-03-01T10:00:00Z" }),
        mine({ id: "asks-late", unread: 1, updated_at: "2026-03-01T10:20:00Z" }),
        mine({ id: "asks-early", unread: 2, updated_at: "2026-03-01T10:10:00Z" }),
      ],
      null,
    );
    expect(ids(chats.in("mine"))).toEqual(["asks-early", "asks-late", "quiet-new", "quiet-old"]);
  });

  it("holds no conversation of a colleague", () => {
    const chats = new Chats(ME);
    chats.list("mine", [mine({ id: "a" })], null);
    chats.apply(chat({ id: "a", owner: "agent", agent: { id: "agent-reza", name: "Reza" }, epoch: 1 }));
    expect(ids(chats.in("mine"))).toEqual([]);
  });
});

describe("news of a conversation", () => {
  it("moves it between views and their counts", () => {
    const chats = new Chats(ME);
    chats.list("queue", [waiting({ id: "a" })], null);
    chats.setCounts({ mine: 0, queue: 7, bot: 0, resolved: 0 });
    chats.apply(mine({ id: "a", epoch: 1 }));
    // How long the queue is, the desk says itself.
    expect(chats.counts()).toEqual({ mine: 1, snoozed: 0, queue: 7, tickets: 0, bot: 0, resolved: 0 });
    chats.setCounts({ queue: 6 });
    expect(chats.counts().queue).toBe(6);
    expect(ids(chats.in("mine"))).toEqual(["a"]);
  });

  it("of an older epoch changes nothing", () => {
    const chats = new Chats(ME);
    chats.apply(mine({ id: "a", epoch: 3 }));
    expect(chats.apply(waiting({ id: "a", epoch: 2 })).stale).toBe(true);
    expect(ids(chats.in("mine"))).toEqual(["a"]);
  });

  it("told to everybody does not bring back what I have read", () => {
    const chats = new Chats(ME);
    chats.apply(mine({ id: "a", head_seq: 4, last_text: "hi" }));
    chats.told(mine({ id: "a", head_seq: 4, last_text: "hi", unread: 3, priority: "high" }));
    expect(chats.get("a")).toMatchObject({ unread: 0, priority: "high" });
    chats.told(mine({ id: "a", head_seq: 5, last_text: "are you there?", unread: 4 }));
    expect(chats.get("a")).toMatchObject({ unread: 1 });
  });

  it("counts a message of the customer once, however often it is told", () => {
    const chats = new Chats(ME);
    chats.apply(mine({ id: "a", head_seq: 4 }));
    chats.wrote("a", "hello?", 5, true, "2026-03-01T11:00:00Z");
    chats.wrote("a", "hello?", 5, true, "2026-03-01T11:00:00Z");
    expect(chats.get("a")).toMatchObject({ unread: 1, head_seq: 5, last_text: "hello?" });
  });
});

describe("a fresh list", () => {
  it("drops what has left the view and keeps the other views", () => {
    const chats = new Chats(ME);
    chats.list("queue", [waiting({ id: "gone" }), waiting({ id: "stays" })], null);
    chats.list("mine", [mine({ id: "mine" })], null);
    chats.list("queue", [waiting({ id: "stays" })], null);
    expect(ids(chats.in("queue"))).toEqual(["stays"]);
    expect(ids(chats.in("mine"))).toEqual(["mine"]);
  });
});

describe("news that comes while a list is on its way", () => {
  it("is newer than the list: who has begun to wait meanwhile stays", () => {
    const chats = new Chats(ME);
    chats.list("queue", [waiting({ id: "gone" })], null);
    const { news } = chats;
    chats.told(waiting({ id: "new" }));
    chats.list("queue", [], null, news);
    expect(ids(chats.in("queue"))).toEqual(["new"]);
    chats.list("queue", [], null);
    expect(ids(chats.in("queue"))).toEqual([]);
  });

  it("is not taken back by a line of the same age, which knows only better what is unread", () => {
    const chats = new Chats(ME);
    const { news } = chats;
    chats.told(mine({ id: "a", priority: "high" }));
    chats.list("mine", [mine({ id: "a", priority: "low", unread: 2 })], null, news);
    expect(chats.get("a")).toMatchObject({ priority: "high", unread: 2 });
    chats.list("mine", [mine({ id: "a", priority: "low", head_seq: 9, unread: 3 })], null, news);
    expect(chats.get("a")).toMatchObject({ priority: "low", unread: 3 });
  });
});

describe("walking through a view", () => {
  it("goes down and up and stays at the ends", () => {
    const chats = new Chats(ME);
    chats.list(
      "queue",
      [1, 2, 3].map((n) => waiting({ id: `${n}`, queue: { position: n } })),
      null,
    );
    expect(chats.beside("queue", null, 1)).toBe("1");
    expect(chats.beside("queue", "1", 1)).toBe("2");
    expect(chats.beside("queue", "3", 1)).toBe("3");
    expect(chats.beside("queue", "2", -1)).toBe("1");
    expect(chats.beside("mine", null, 1)).toBe(null);
  });
});

it("reads tags parted by commas of any script, each once", () => {
  expect(tagsIn(" refund, delivery،ارسال ,, refund")).toEqual(["refund", "delivery", "ارسال"]);
});

describe("the tickets' list", () => {
  const ticket = (status: "open" | "pending", number = 1001) => ({ number, status, mail: "on" as const });

  it("holds mine, those in the queue and a colleague's until they are solved", () => {
    const chats = new Chats(ME);
    chats.list("tickets", [mine({ id: "a", ticket: ticket("open") })], null);
    chats.setCounts({ tickets: 1 });
    chats.apply(waiting({ id: "b", ticket: ticket("open", 1002) }));
    const theirs = { owner: "agent" as const, agent: { id: "agent-reza", name: "Reza" } };
    chats.apply(chat({ id: "c", ...theirs, ticket: ticket("open", 1003) }));
    expect(ids(chats.in("tickets")).sort()).toEqual(["a", "b", "c"]);
    expect(ids(chats.in("mine"))).toEqual(["a"]);
    expect(chats.counts().tickets).toBe(3);
    chats.apply(chat({ id: "c", owner: "nobody", epoch: 9, ticket: ticket("open", 1003) }));
    expect(ids(chats.in("tickets")).sort()).toEqual(["a", "b"]);
    expect(chats.counts().tickets).toBe(2);
  });

  it("puts those we owe an answer first, the longest untouched on top", () => {
    const chats = new Chats(ME);
    chats.list(
      "tickets",
      [
        mine({ id: "waits", ticket: ticket("pending"), updated_at: "2026-03-01T09:00:00Z" }),
        mine({ id: "new", ticket: ticket("open"), updated_at: "2026-03-01T11:00:00Z" }),
        mine({ id: "old", ticket: ticket("open"), updated_at: "2026-03-01T10:00:00Z" }),
      ],
      null,
    );
    expect(ids(chats.in("tickets"))).toEqual(["old", "new", "waits"]);
  });
});
