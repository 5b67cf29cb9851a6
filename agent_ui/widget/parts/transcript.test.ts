import { expect, it } from "vitest";
import type { Message } from "../../shared/wire.js";
import { asOne, broughtInto } from "./transcript.js";

function said(text: string, minute: number, key?: string, other?: string): Message {
  const payload = key ? { key, params: { conversation_id: other } } : {};
  const created_at = `2026-03-01T09:${String(minute).padStart(2, "0")}:00Z`;
  return { text, created_at, payload } as unknown as Message;
}

const TALKS: Record<string, Message[]> = {
  there: [said("second", 2), said("merged away", 5, "merged_into", "here"), said("c", 3, "merged_in", "far")],
  far: [said("first", 1)],
};

async function read(id: string): Promise<Message[]> {
  return Promise.resolve(TALKS[id] ?? []);
}

async function wholeOf(messages: Message[]): Promise<string[]> {
  return asOne(await broughtInto(messages, read), messages).map(({ text }) => text);
}

it("is the chat itself where nothing was merged in", async () => {
  expect(await wholeOf([said("b", 2), said("a", 1)])).toEqual(["b", "a"]);
});

it("has what was merged in as it was said, however often it was merged", async () => {
  const whole = await wholeOf([said("third", 4), said("brought", 5, "merged_in", "there")]);
  expect(whole).toEqual(["first", "second", "c", "third", "brought"]);
});

it("has nothing of what was taken out again", async () => {
  const mine = [said("a", 4), said("in", 5, "merged_in", "there"), said("out", 6, "unmerged_out", "there")];
  expect(await wholeOf(mine)).toEqual(["a", "in", "out"]);
});
