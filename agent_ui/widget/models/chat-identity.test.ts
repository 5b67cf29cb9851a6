import { expect, it } from "vitest";
import { FakeDesk } from "./fake-desk.js";
import { open, quiet, soon, texts } from "./fake-page.js";
import { MemoryStorage } from "./storage.js";

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
