/** A page with a chat on a desk in memory, for tests. */
import { expect, vi } from "vitest";
import { Chat } from "./chat.js";
import { FakeDesk, type FakeLine } from "./fake-desk.js";
import type { KeyValue } from "./outbox.js";
import { MemoryStorage } from "./storage.js";

export interface Page {
  chat: Chat;
  line: FakeLine;
  /** Runs what was put off. */
  wait: () => void;
}

let ids = 0;

export function open(desk: FakeDesk, storage: KeyValue = new MemoryStorage(), onOther?: () => void): Page {
  const lines: FakeLine[] = [];
  let put: (() => void)[] = [];
  const chat = new Chat({
    link: (token, onState) => {
      const line = desk.line(token, onState);
      lines.push(line);
      return line;
    },
    newSession: desk.newSession,
    storage,
    newId: () => `draft-${ids++}`,
    now: () => new Date("2026-03-01T10:00:00Z"),
    lang: () => "en",
    agree: () => {
      desk.wanted += 1;
      return new Promise((done) => (desk.decide = done));
    },
    later: (run) => put.push(run),
    onChange: () => undefined,
    onLink: () => undefined,
    onOther,
  });
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
export function soon(fact: () => void): Promise<void> {
  return vi.waitFor(fact, { timeout: 10_000, interval: 5 });
}

export const texts = (chat: Chat): string[] => chat.state.timeline.messages.map((message) => message.text);
export const quiet = (chat: Chat): Promise<void> =>
  soon(() => {
    expect(chat.state.drafts).toEqual([]);
  });

/** A page whose customer has said hello, and the desk has heard it. */
export async function greeted(...of: Parameters<typeof open>): Promise<Page> {
  const page = open(...of);
  page.chat.say("hello");
  await quiet(page.chat);
  return page;
}
