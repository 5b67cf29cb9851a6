import { expect, it } from "vitest";
import { FakeDesk } from "./fake-desk.js";
import { open, quiet, soon, texts } from "./fake-page.js";
import { bubbles } from "./state.js";
import { MemoryStorage } from "./storage.js";

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

it("goes on where the conversation was merged into, also after a reload", async () => {
  const desk = new FakeDesk();
  const storage = new MemoryStorage();
  const { chat } = open(desk, storage);
  chat.say("first");
  await quiet(chat);
  const first = chat.state.conversation?.id ?? "";
  chat.restart();
  chat.say("second");
  await quiet(chat);
  const kept = storage.get("baton.conversation") ?? "";
  const second = desk.conversations.find(({ id }) => id !== first);
  if (second) Object.assign(second, { merged_into: first, owner: "nobody", epoch: second.epoch + 1 });
  desk.publish("conversation.updated", { conversation: { ...second } });
  await soon(() => expect([chat.state.conversation?.id, texts(chat)]).toEqual([first, ["first"]]));

  storage.set("baton.conversation", kept);
  const later = open(desk, storage).chat;
  later.start();
  await soon(() => expect([later.state.conversation?.id, texts(later)]).toEqual([first, ["first"]]));
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
