import { expect, it, vi } from "vitest";
import { Chat } from "./chat.js";
import { FakeDesk, type FakeLine } from "./fake-desk.js";
import type { KeyValue } from "./outbox.js";
import { asksForHuman, bubbles, buttonsLive, buttonsLiveFrom, unread } from "./state.js";
import { MemoryStorage } from "./storage.js";

interface Page {
  chat: Chat;
  line: FakeLine;
  /** Runs what was put off. */
  wait: () => void;
}

let ids = 0;

function open(desk: FakeDesk, storage: KeyValue = new MemoryStorage(), onOther?: () => void): Page {
  const lines: FakeLine[] = [];
  let put: (() => void)[] = [];
  const chat = new Chat(
    {
      link: (token, onState) => {
        const line = desk.line(token, onState);
        lines.push(line);
        return line;
      },
      newSession: desk.newSession,
      storage,
      newId: () => `draft-${ids++}`,
      now: () => new Date("2026-03-01T10:00:00Z"),
      later: (run) => put.push(run),
      onChange: () => undefined,
      onLink: () => undefined,
      onOther,
    },
    "en",
  );
  const wait = (): void => {
    const due = put;
    put = [];
    for (const run of due) run();
  };
  const [line] = lines;
  if (!line) throw new Error("The chat has no line.");
  return { chat, line, wait };
}

/** Waits for a fact. */
function soon(fact: () => void): Promise<void> {
  return vi.waitFor(fact, { timeout: 10_000, interval: 5 });
}

const texts = (chat: Chat): string[] => chat.state.timeline.messages.map((message) => message.text);
const quiet = (chat: Chat): Promise<void> =>
  soon(() => {
    expect(chat.state.drafts).toEqual([]);
  });

it("begins a conversation with the first words, and not before", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.start();
  await soon(() => expect(chat.state.settled).toBe(true));
  expect(desk.conversations).toEqual([]);
  chat.say("  hello ");
  await quiet(chat);
  expect(texts(chat)).toEqual(["hello"]);
});

it("sends what was typed offline once, after a reload, in the order it was typed", async () => {
  const desk = new FakeDesk();
  const storage = new MemoryStorage();
  const before = open(desk, storage);
  before.chat.say("first");
  await quiet(before.chat);
  before.line.unplug();
  before.chat.say("second");
  before.chat.say("third");
  expect(bubbles(before.chat.state).map((draft) => draft.text)).toEqual(["second", "third"]);

  const { chat } = open(desk, storage);
  expect(texts(chat)).toEqual(["first"]);
  expect(bubbles(chat.state).map((draft) => draft.text)).toEqual(["second", "third"]);
  chat.start();
  await quiet(chat);
  expect(desk.messages.map((message) => message.text)).toEqual(["first", "second", "third"]);
});

it("sends again when the answer was lost, and the desk keeps it once", async () => {
  const desk = new FakeDesk();
  const { chat, wait } = open(desk);
  desk.loseAnswers = 2;
  chat.say("once");
  for (let turn = 0; turn < 2; turn += 1) {
    await soon(() => expect(desk.loseAnswers).toBe(1 - turn));
    await soon(() => expect(chat.state.drafts[0]?.state).toBe("waiting"));
    wait();
  }
  await quiet(chat);
  expect(desk.calls.filter((call) => call === "message.send")).toHaveLength(3);
  expect(texts(chat)).toEqual(["once"]);
});

it("shows a refused message as failed until the customer tries again", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  desk.refuse = "too_large";
  chat.say("too much");
  await soon(() => expect(chat.state.drafts[0]?.state).toBe("failed"));
  desk.refuse = null;
  chat.retry(chat.state.drafts[0]?.id ?? "");
  await quiet(chat);
  expect(texts(chat)).toEqual(["hello", "too much"]);
});

it("fetches what it missed when the connection comes back, and only that", async () => {
  const desk = new FakeDesk();
  const { chat, line } = open(desk);
  chat.say("hello");
  await quiet(chat);
  line.unplug();
  desk.say("bot", "are you there?", false);
  line.plugIn();
  await soon(() => expect(texts(chat)).toEqual(["hello", "are you there?"]));
});

it("is healed by the next heartbeat when an event was lost", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  const lost = desk.say("bot", "lost on the way", false);
  desk.publish("head", { conversation_id: lost.conversation_id, seq: lost.seq });
  await soon(() => expect(texts(chat)).toEqual(["hello", "lost on the way"]));
});

it("fills the gap in front of a message that came too early", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  desk.say("bot", "second", false);
  desk.say("bot", "third");
  await soon(() => expect(texts(chat)).toEqual(["hello", "second", "third"]));
});

it("replaces a session that is no longer good without a word, and takes unsent words along", async () => {
  const desk = new FakeDesk();
  const { chat, line, wait } = open(desk);
  chat.say("hello");
  await quiet(chat);
  line.unplug();
  chat.say("still here");
  desk.expireSessions();
  line.plugIn();
  wait();
  await quiet(chat);
  expect(texts(chat)).toEqual(["still here"]);
  expect(desk.sessions).toHaveLength(1);
});

it("asks for a person past the bot, once, also when it was pressed offline", async () => {
  const desk = new FakeDesk();
  const storage = new MemoryStorage();
  const before = open(desk, storage);
  before.line.unplugged = true;
  before.chat.askHuman();
  before.chat.askHuman();
  const { chat } = open(desk, storage);
  expect(asksForHuman(chat.state)).toBe(true);
  chat.start();
  await quiet(chat);
  expect(chat.state.conversation?.owner).toBe("queue");
  expect(desk.calls.filter((call) => call === "human.request")).toHaveLength(1);
});

it("counts what came while nobody looked", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.look(true);
  chat.say("hello");
  await quiet(chat);
  chat.look(false);
  desk.say("bot", "one");
  desk.say("agent", "two");
  expect(unread(chat.state)).toBe(2);
  chat.look(true);
  expect(unread(chat.state)).toBe(0);
});

it("offers the buttons of the newest answer only, and only to the bot's customer", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  const answer = desk.say("bot", "an answer");
  expect(answer.seq).toBeGreaterThan(buttonsLiveFrom(chat.state));
  chat.choose(answer, "helped", "That helped");
  expect(buttonsLiveFrom(chat.state)).toBe(Infinity);
  await quiet(chat);
  expect(buttonsLiveFrom(chat.state)).toBeGreaterThan(answer.seq);
});

it("keeps only the buttons of side answers alive while the customer waits", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  const old = { ...desk.say("bot", "an answer"), payload: { buttons: [{ id: "helped", title: "yes" }] } };
  const beside = { ...old, payload: { ...old.payload, aside: "question" } };
  const leave = { ...old, payload: { buttons: [{ id: "cancel_wait", title: "stop" }] } };
  const live = (): boolean[] => [old, beside, leave].map((one) => buttonsLive(chat.state, one));
  expect(live()).toEqual([true, true, true]);
  chat.askHuman();
  await quiet(chat);
  expect(live()).toEqual([false, true, true]);
});

it("says in the form, not above it, that an address cannot be right", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  desk.refuse = "invalid";
  await expect(chat.leave({ phone: "12" })).rejects.toThrow();
  expect(chat.state.failed).toBe(false);
  desk.refuse = "illegal_transition";
  await expect(chat.unqueue()).rejects.toThrow();
  expect(chat.state.failed).toBe(true);
  desk.refuse = null;
  await chat.leave({ email: "kim@example.org" });
  expect(chat.state.failed).toBe(false);
  expect(desk.calls.slice(-3)).toEqual(["wait.contact", "wait.cancel", "ticket.open"]);
});

it("tells a blocked customer so, until their words are taken again", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  desk.refuse = "blocked";
  chat.say("are you there?");
  await soon(() => expect(chat.state.drafts[0]?.state).toBe("failed"));
  expect(chat.state.blocked).toBe(true);
  desk.refuse = null;
  chat.retry(chat.state.drafts[0]?.id ?? "");
  await quiet(chat);
  expect(chat.state.blocked).toBe(false);
});

it("does not let an older state of the conversation overwrite a newer one", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.askHuman();
  await quiet(chat);
  const old = { ...chat.state.conversation, owner: "bot", epoch: 0 };
  desk.publish("conversation.updated", { conversation: old });
  expect(chat.state.conversation?.owner).toBe("queue");
});

it("begins anew after the end", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  chat.restart();
  expect(chat.state.conversation).toBeNull();
  chat.say("again");
  await quiet(chat);
  expect(desk.conversations).toHaveLength(2);
  expect(texts(chat)).toEqual(["again"]);
});

it("asks the desk's own questions once after an end that is to be rated", async () => {
  const desk = new FakeDesk();
  desk.questions = [{ id: "solved", kind: "yes_no", text: "Is it settled?" }];
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  expect(desk.calls).not.toContain("csat.form");
  await chat.end();
  await soon(() => expect(chat.state.questions).toEqual(desk.questions));
  await chat.rate(4, " ", { solved: true });
  expect(desk.rated.map(({ score, answers }) => ({ score, answers }))).toEqual([
    { score: 4, answers: { solved: true } },
  ]);
  expect(chat.state.conversation?.csat).toBe(4);
  expect(desk.calls.filter((call) => call === "csat.form")).toHaveLength(1);
});

/** A JWT as a host site signs it; nobody looks at the signature here. */
function jwt(sub: string, exp = 1): string {
  return `x.${btoa(JSON.stringify({ sub, exp })).replace(/=/g, "")}.y`;
}

it("keeps the conversation when the host site says who the customer is, and asks once", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("Hello");
  await quiet(chat);
  await chat.identify(jwt("7"));
  await chat.identify(jwt("7", 2));
  expect(desk.asked).toEqual([undefined, { identity: jwt("7"), token: "token-0" }]);
  await soon(() => {
    expect(texts(chat)).toEqual(["Hello"]);
  });
  chat.say("Still me");
  await quiet(chat);
  expect(texts(chat)).toEqual(["Hello", "Still me"]);
});

it("shows nothing of one customer to the next", async () => {
  const desk = new FakeDesk();
  const storage = new MemoryStorage();
  const { chat, line } = open(desk, storage);
  await chat.identify(jwt("vera"));
  chat.say("my secret");
  await quiet(chat);
  line.unplug();
  chat.say("my other secret");
  desk.keeps = false;
  await chat.identify(jwt("victor"));
  expect(texts(chat)).toEqual([]);
  expect(chat.state.drafts).toEqual([]);
  expect(
    storage
      .keys()
      .map((key) => storage.get(key))
      .join(),
  ).not.toContain("secret");
});

it("leaves nothing behind when the customer logs out", async () => {
  const desk = new FakeDesk();
  const storage = new MemoryStorage();
  const { chat } = open(desk, storage);
  await chat.identify(jwt("vera"));
  chat.say("my secret");
  await quiet(chat);
  chat.logout();
  expect(texts(chat)).toEqual([]);
  await soon(() => {
    expect(desk.sessions).toHaveLength(2);
  });
  chat.say("somebody else");
  await quiet(chat);
  expect(texts(chat)).toEqual(["somebody else"]);
  expect(
    storage
      .keys()
      .map((key) => storage.get(key))
      .join(),
  ).not.toContain("secret");
});

it("begins another conversation beside the one that goes on, also after a reload", async () => {
  const desk = new FakeDesk();
  const storage = new MemoryStorage();
  const before = open(desk, storage);
  before.chat.say("about my parcel");
  await quiet(before.chat);
  before.chat.restart();
  expect(texts(before.chat)).toEqual([]);

  const { chat } = open(desk, storage);
  expect(chat.kept).toBe(true);
  chat.say("something else");
  await quiet(chat);
  expect(texts(chat)).toEqual(["something else"]);
  expect([desk.begun, desk.beside]).toEqual([2, 1]);
});

it("turns to another conversation and back, and says each word where it was written", async () => {
  const desk = new FakeDesk();
  const { chat, line } = open(desk);
  chat.say("first");
  await quiet(chat);
  const first = chat.state.conversation?.id ?? "";
  chat.restart();
  chat.say("second");
  await quiet(chat);
  desk.say("agent", "an answer to the first", true, first);
  expect(texts(chat)).toEqual(["second"]);
  await chat.turnTo(first);
  expect(texts(chat)).toEqual(["first", "an answer to the first"]);

  line.unplug();
  chat.say("kept for the first");
  expect(bubbles(chat.state).map((draft) => draft.text)).toEqual(["kept for the first"]);
  chat.restart();
  expect(bubbles(chat.state)).toEqual([]);
  line.plugIn();
  await quiet(chat);
  expect(desk.messages.find((one) => one.text === "kept for the first")?.conversation_id).toBe(first);
  expect(texts(chat)).toEqual([]);
});

it("says that something came elsewhere", async () => {
  const desk = new FakeDesk();
  let heard = 0;
  const { chat } = open(desk, new MemoryStorage(), () => (heard += 1));
  chat.say("first");
  await quiet(chat);
  const first = chat.state.conversation?.id ?? "";
  chat.restart();
  desk.say("agent", "are you there?", true, first);
  expect([heard, texts(chat)]).toEqual([1, []]);
});
