import { expect, it } from "vitest";
import { Typing } from "./typing.js";

const bot = { type: "bot" } as const;
const agent = { type: "agent", id: "7" } as const;

function clock(): { at: (seconds: number) => void; typing: Typing } {
  let now = 1_000_000;
  let due: { at: number; run: () => void }[] = [];
  const start = now;
  const at = (seconds: number): void => {
    now = start + seconds * 1000;
    const over = due.filter((one) => one.at <= now);
    due = due.filter((one) => one.at > now);
    for (const { run } of over) run();
  };
  const later = (run: () => void, ms: number): void => void due.push({ at: now + ms, run });
  return { at, typing: new Typing({ now: () => new Date(now), later }, () => undefined) };
}

it("ends with the words, and what was on its way before them begins nothing", () => {
  const { at, typing } = clock();
  typing.heard({ author: agent, on: true });
  expect(typing.author).toEqual(agent);
  typing.said({ author: agent });
  expect(typing.author).toBeNull();
  at(0.3);
  typing.heard({ author: agent, on: true });
  expect(typing.author).toBeNull();
  at(2.5);
  typing.heard({ author: agent, on: true });
  expect(typing.author).toEqual(agent);
});

it("goes on when somebody else speaks or stops", () => {
  const { typing } = clock();
  typing.heard({ author: agent, on: true });
  typing.said({ author: { type: "system" } });
  typing.heard({ author: bot, on: false });
  expect(typing.author).toEqual(agent);
});

it("lapses when its end was lost, and not before", () => {
  const { at, typing } = clock();
  typing.heard({ author: { ...bot }, on: true });
  at(3);
  typing.heard({ author: { ...bot }, on: true });
  at(9);
  expect(typing.author).toEqual(bot);
  at(10);
  expect(typing.author).toBeNull();
});

it("tells of the customer once in a while, and when they stop", () => {
  const { at, typing } = clock();
  expect([typing.tells(false), typing.tells(true), typing.tells(true)]).toEqual([false, true, false]);
  at(3);
  expect([typing.tells(true), typing.tells(false), typing.tells(false)]).toEqual([true, true, false]);
});
