import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Lists } from "./lists.js";
import type { Chat, View } from "./models/chat.js";
import { ME, mine, waiting } from "./models/testing.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A console, and a desk whose lists are what stands in `at`. */
async function console() {
  const at: Partial<Record<View, Chat[]>> = {};
  const asked: View[] = [];
  const lists = new Lists(
    {
      list: (view) => {
        asked.push(view);
        return Promise.resolve({ conversations: at[view] ?? [], cursor: null });
      },
      offers: () => Promise.resolve({ offers: [] }),
      closingForm: () => Promise.reject(new Error("not asked")),
      colleagues: () => Promise.reject(new Error("not asked")),
    },
    { say: () => undefined, announce: () => undefined, failed: (error) => expect.fail(String(error)) },
    { changed: () => undefined },
    () => undefined,
  );
  lists.begin(ME);
  await lists.refresh();
  asked.length = 0;
  return { lists, at, asked };
}

const places = (...ids: string[]) => ({
  counts: { queue: ids.length },
  positions: ids.map((id, at) => ({ conversation_id: id, position: at + 1, wait_seconds: null })),
});

it("finds who waits though the news of it was lost", async () => {
  const { lists, at, asked } = await console();
  at.queue = [waiting({ id: "a" })];
  lists.places(places("a"));
  await vi.runAllTimersAsync();
  expect(asked).toEqual(["queue"]);
  expect(lists.chats.in("queue").map(({ id }) => id)).toEqual(["a"]);
});

it("lets go of one who waits no more though the news of it was lost", async () => {
  const { lists, at, asked } = await console();
  lists.chats.apply(waiting({ id: "a" }));
  at.queue = [];
  lists.places(places());
  await vi.runAllTimersAsync();
  expect(asked).toEqual(["queue"]);
  expect(lists.chats.in("queue")).toEqual([]);
});

it("asks for nothing when the news are only a moment late", async () => {
  const { lists, asked } = await console();
  lists.places(places("a"));
  lists.chats.apply(waiting({ id: "a" }));
  await vi.runAllTimersAsync();
  expect(asked).toEqual([]);
});

it("finds what is ours by the beat, and asks no more once it is there", async () => {
  const { lists, at, asked } = await console();
  at.mine = [mine({ id: "a" })];
  await lists.held([], ["a"]);
  await lists.held([], ["a"]);
  expect(asked).toEqual(["mine"]);
  expect(lists.chats.in("mine").map(({ id }) => id)).toEqual(["a"]);
});
