import { expect, it } from "vitest";
import { FakeDesk } from "./fake-desk.js";
import { open, quiet, soon, texts, type Page } from "./fake-page.js";
import { INTAKE } from "./opening.js";
import { asksForHuman } from "./state.js";
import { MemoryStorage } from "./storage.js";

/** A chat under way at a desk that wants an agreement now. */
async function demanded(): Promise<Page & { desk: FakeDesk; storage: MemoryStorage }> {
  const desk = new FakeDesk();
  const storage = new MemoryStorage();
  const page = open(desk, storage);
  page.chat.start();
  await soon(() => expect(page.chat.state.settled).toBe(true));
  desk.demands = "2";
  return { ...page, desk, storage };
}

it("asks once for all that waits, and sends it in order when the customer agrees", async () => {
  const { chat, desk, storage } = await demanded();
  chat.say("first");
  chat.say("second");
  chat.askHuman();
  await soon(() => expect(desk.wanted).toBe(1));
  expect(chat.state.drafts.map(({ state }) => state)).toEqual(["waiting", "waiting", "waiting"]);
  storage.set(INTAKE, JSON.stringify({ version: "2" }));
  desk.decide(true);
  await quiet(chat);
  expect(texts(chat)).toEqual(["first", "second"]);
  expect(chat.state.conversation?.owner).toBe("queue");
  expect([desk.wanted, chat.state.unagreed]).toEqual([1, false]);
});

it("keeps the words of who does not agree, says so, and asks again when they try again", async () => {
  const { chat, desk, storage } = await demanded();
  chat.say("first");
  chat.askHuman();
  await soon(() => expect(desk.wanted).toBe(1));
  desk.decide(false);
  await soon(() => expect(chat.state.unagreed).toBe(true));
  expect(chat.state.drafts.map(({ text, state }) => [text, state])).toEqual([["first", "failed"]]);
  expect([asksForHuman(chat.state), chat.state.failed, texts(chat)]).toEqual([false, false, []]);

  const [draft] = chat.state.drafts;
  chat.retry(draft?.id ?? "");
  await soon(() => expect(desk.wanted).toBe(2));
  storage.set(INTAKE, JSON.stringify({ version: "2" }));
  desk.decide(true);
  await quiet(chat);
  expect([texts(chat), chat.state.unagreed]).toEqual([["first"], false]);
});

it("asks again when the text changed once more meanwhile", async () => {
  const { chat, desk, storage } = await demanded();
  chat.say("first");
  await soon(() => expect(desk.wanted).toBe(1));
  desk.demands = "3";
  storage.set(INTAKE, JSON.stringify({ version: "2" }));
  desk.decide(true);
  await soon(() => expect(desk.wanted).toBe(2));
  storage.set(INTAKE, JSON.stringify({ version: "3" }));
  desk.decide(true);
  await quiet(chat);
  expect(texts(chat)).toEqual(["first"]);
});

it("tells the desk of an agreement that was given offline after the next connection", async () => {
  const { chat, line, desk, storage } = await demanded();
  chat.say("first");
  await soon(() => expect(desk.wanted).toBe(1));
  line.unplug();
  storage.set(INTAKE, JSON.stringify({ version: "2" }));
  desk.decide(true);
  line.plugIn();
  await quiet(chat);
  expect([texts(chat), desk.wanted]).toEqual([["first"], 1]);
});

it("tells the desk of the agreement also when the customer turned away from the chat meanwhile", async () => {
  const { chat, desk, storage } = await demanded();
  chat.say("first");
  await soon(() => expect(desk.wanted).toBe(1));
  chat.restart();
  storage.set(INTAKE, JSON.stringify({ version: "2" }));
  desk.decide(true);
  await quiet(chat);
  expect([desk.messages.map(({ text }) => text), desk.wanted]).toEqual([["first"], 1]);
});
