import { expect, it } from "vitest";
import { FakeDesk } from "./fake-desk.js";
import { greeted, open, quiet, soon, texts } from "./fake-page.js";
import { asksForHuman, bubbles, buttonsLive, buttonsLiveFrom, unread } from "./state.js";
import { MemoryStorage } from "./storage.js";

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
  const { chat } = await greeted(desk);
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
  const { chat, line } = await greeted(desk);
  line.unplug();
  desk.say("bot", "are you there?", false);
  line.plugIn();
  await soon(() => expect(texts(chat)).toEqual(["hello", "are you there?"]));
});

it("is healed by the next heartbeat when an event was lost", async () => {
  const desk = new FakeDesk();
  const { chat } = await greeted(desk);
  const lost = desk.say("bot", "lost on the way", false);
  desk.publish("head", { conversation_id: lost.conversation_id, seq: lost.seq });
  await soon(() => expect(texts(chat)).toEqual(["hello", "lost on the way"]));
});

it("shows nobody typing whose words were fetched", async () => {
  const desk = new FakeDesk();
  const { chat } = await greeted(desk);
  desk.publish("typing", { author: { type: "bot" }, on: true });
  expect(chat.state.typing).toEqual({ type: "bot" });
  const lost = desk.say("bot", "lost on the way", false);
  desk.publish("head", { conversation_id: lost.conversation_id, seq: lost.seq });
  await soon(() => expect(texts(chat)).toEqual(["hello", "lost on the way"]));
  expect(chat.state.typing).toBeNull();
});

it("fills the gap in front of a message that came too early", async () => {
  const desk = new FakeDesk();
  const { chat } = await greeted(desk);
  desk.say("bot", "second", false);
  desk.say("bot", "third");
  await soon(() => expect(texts(chat)).toEqual(["hello", "second", "third"]));
});

it("replaces a session that is no longer good without a word, and takes unsent words along", async () => {
  const desk = new FakeDesk();
  const { chat, line, wait } = await greeted(desk);
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

it("says that words came while nobody looks, and that they were read once somebody does", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.look(true);
  chat.say("hello");
  await quiet(chat);
  chat.look(false);
  desk.calls.length = 0;
  desk.say("agent", "one");
  desk.say("agent", "two");
  await quiet(chat);
  expect(desk.calls).toEqual(["message.delivered", "message.delivered"]);
  chat.look(true);
  chat.look(false);
  await quiet(chat);
  expect(desk.calls.slice(2)).toEqual(["message.seen"]);
});

it("offers the buttons of the newest answer only, and only to the bot's customer", async () => {
  const desk = new FakeDesk();
  const { chat } = await greeted(desk);
  const answer = desk.say("bot", "an answer");
  expect(answer.seq).toBeGreaterThan(buttonsLiveFrom(chat.state));
  chat.choose(answer, "helped", "That helped");
  expect(buttonsLiveFrom(chat.state)).toBe(Infinity);
  await quiet(chat);
  expect(buttonsLiveFrom(chat.state)).toBeGreaterThan(answer.seq);
});

it("keeps only the buttons of side answers alive while the customer waits", async () => {
  const desk = new FakeDesk();
  const { chat } = await greeted(desk);
  const old = { ...desk.say("bot", "an answer"), payload: { buttons: [{ id: "helped", title: "yes" }] } };
  const beside = { ...old, payload: { ...old.payload, aside: "question" } };
  const leave = { ...old, payload: { buttons: [{ id: "cancel_wait", title: "stop" }] } };
  const live = (): boolean[] => [old, beside, leave].map((one) => buttonsLive(chat.state, one));
  expect(live()).toEqual([true, true, true]);
  chat.askHuman();
  await quiet(chat);
  expect(live()).toEqual([false, true, true]);
});

it("tells a blocked customer so, until their words are taken again", async () => {
  const desk = new FakeDesk();
  const { chat } = await greeted(desk);
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
  const { chat } = await greeted(desk);
  chat.restart();
  expect(chat.state.conversation).toBeNull();
  chat.say("again");
  await quiet(chat);
  expect(desk.conversations).toHaveLength(2);
  expect(texts(chat)).toEqual(["again"]);
});

it("asks how it was only once the last words are here, and hides the question for nothing later", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  const last = desk.say("agent", "Goodbye", false);
  const end = { owner: "nobody", state: "resolved", csat_due: true, epoch: 5, head_seq: last.seq };
  const conversation = Object.assign(desk.conversations[0] ?? {}, end);
  const told = (parts: object): void =>
    desk.publish("conversation.updated", { conversation: { ...conversation, ...parts } });
  told({});
  expect([chat.state.conversation?.csat_due, chat.state.ended]).toEqual([true, 0]);
  desk.publish("message.new", { message: last });
  expect([texts(chat).at(-1), chat.state.ended]).toEqual(["Goodbye", 5]);
  told({ head_seq: last.seq + 1 });
  expect(chat.state.ended).toBe(5);
  told({ owner: "bot", csat_due: false, epoch: 6 });
  expect(chat.state.ended).toBe(0);
});

it("finds the last words by the heartbeat, and only then asks", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  const { conversation_id, seq } = desk.say("agent", "Goodbye", false);
  const end = { owner: "nobody", csat_due: true, epoch: 5, head_seq: seq };
  desk.publish("conversation.updated", { conversation: Object.assign(desk.conversations[0] ?? {}, end) });
  expect(chat.state.ended).toBe(0);
  desk.publish("head", { conversation_id, seq });
  await soon(() => expect([texts(chat).at(-1), chat.state.ended]).toEqual(["Goodbye", 5]));
});
