import { expect, it } from "vitest";
import type { Chat } from "./models/chat.js";
import { chat } from "./models/testing.js";
import { TagKeeper } from "./tag-keeper.js";

/** A desk that answers when it is told to, and keeps what it was told. */
function desk() {
  let known = chat({ id: "c", tags: ["a", "b", "c"] });
  const waiting: { answer: () => void; refuse: () => void }[] = [];
  const keeper = new TagKeeper({
    calls: {
      tag: (_, tags) =>
        new Promise<{ conversation: Chat }>((resolve, reject) => {
          waiting.push({
            answer: () => resolve({ conversation: { ...known, tags: [...tags] } }),
            refuse: () => reject(new Error("refused")),
          });
        }),
    },
    chat: () => known,
    learnt: (news) => (known = news),
  });
  return { keeper, waiting, tags: () => known.tags };
}

it("two quick changes both count", async () => {
  const { keeper, waiting, tags } = desk();
  const first = keeper.change("c", { remove: "a" });
  const second = keeper.change("c", { add: ["d"] });
  await Promise.resolve();
  expect(waiting).toHaveLength(1);
  waiting[0]?.answer();
  await first;
  await Promise.resolve();
  waiting[1]?.answer();
  await second;
  expect(tags()).toEqual(["b", "c", "d"]);
});

it("a refused change is told, and the next is made all the same", async () => {
  const { keeper, waiting, tags } = desk();
  const first = keeper.change("c", { add: ["strange"] });
  const second = keeper.change("c", { remove: "c" });
  await Promise.resolve();
  waiting[0]?.refuse();
  await expect(first).rejects.toThrow("refused");
  await Promise.resolve();
  waiting[1]?.answer();
  await second;
  expect(tags()).toEqual(["a", "b"]);
});
