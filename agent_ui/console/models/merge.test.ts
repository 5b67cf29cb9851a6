import { describe, expect, it } from "vitest";
import type { AgentMessage, Chat } from "./chat.js";
import { areOneCustomers, heldBy, mergedBy, undoable, wasUndone, waysToMerge } from "./merge.js";

const AT = Date.parse("2026-03-01T09:00:00Z");
const MINE = { owner: "agent", agent: { id: "ana", name: "Ana" } } as Chat;

function line(seq: number, key: string, other: string): AgentMessage {
  const params = { conversation_id: other, about: "A lamp" };
  return { ...said(seq), kind: "activity", author: { type: "system" }, payload: { key, params } };
}

function said(seq: number): AgentMessage {
  return {
    id: `m${seq}`,
    conversation_id: "here",
    seq,
    client_message_id: null,
    author: { type: "visitor" },
    kind: "text",
    text: "Hello",
    lang: "en",
    created_at: new Date(AT).toISOString(),
  };
}

describe("a merge", () => {
  it("names the conversation that was merged in", () => {
    expect(mergedBy(line(1, "merged_in", "there"))).toBe("there");
    expect(mergedBy(line(1, "unmerged_out", "there"))).toBe(null);
    expect(mergedBy(said(1))).toBe(null);
  });

  it("can be taken back for ten minutes, until somebody writes", () => {
    const merged = line(2, "merged_in", "there");
    expect(undoable([said(1), merged], MINE, AT)).toBe(merged);
    expect(undoable([said(1), merged], MINE, AT + 600_000)).toBe(null);
    expect(undoable([merged, said(3)], MINE, AT)).toBe(null);
    const note: AgentMessage = { ...said(3), kind: "note" };
    expect(undoable([merged, note], MINE, AT)).toBe(merged);
    expect(undoable([merged], { ...MINE, owner: "queue" }, AT)).toBe(null);
  });

  it("is taken back last things first, and once", () => {
    const [first, second] = [line(2, "merged_in", "there"), line(3, "merged_in", "elsewhere")];
    expect(undoable([first, second], MINE, AT)).toBe(second);
    const undone = line(4, "unmerged_out", "elsewhere");
    expect(undoable([first, second, undone], MINE, AT)).toBe(null);
    expect(wasUndone([first, second, undone], second)).toBe(true);
    expect(wasUndone([first, second, undone], first)).toBe(false);
  });

  it("leaves a colleague's conversation to those who lead", () => {
    expect(heldBy(MINE, "ana", false)).toBe(null);
    expect(heldBy(MINE, "reza", false)).toBe("Ana");
    expect(heldBy(MINE, "reza", true)).toBe(null);
    expect(heldBy({ ...MINE, owner: "queue", agent: null }, "reza", false)).toBe(null);
  });
});

describe("where two go on", () => {
  const over = { owner: "nobody" } as Chat;
  const waits = { owner: "queue" } as Chat;
  const rezas = { owner: "agent", agent: { id: "reza", name: "Reza" } } as Chat;

  it("is either that is open", () => {
    expect(waysToMerge(MINE, waits, "ana", false)).toEqual(["here", "there"]);
    expect(waysToMerge(MINE, over, "ana", false)).toEqual(["here"]);
    expect(waysToMerge(over, waits, "ana", false)).toEqual(["there"]);
    expect(waysToMerge(over, over, "ana", false)).toEqual([]);
  });

  it("is nowhere while a colleague has one of them, but for who leads", () => {
    expect(waysToMerge(MINE, rezas, "ana", false)).toEqual([]);
    expect(waysToMerge(rezas, waits, "ana", false)).toEqual([]);
    expect(waysToMerge(MINE, rezas, "sam", true)).toEqual(["here", "there"]);
  });
});

describe("one customer", () => {
  function of(id: string, more: object, channel: "widget" | "email" = "email"): Chat {
    return { channel, visitor: { id, name: null, email: "Vera@example.org", ...more } } as Chat;
  }

  it("is the same visitor, or letters from the same address", () => {
    expect(areOneCustomers([of("a", {}), of("a", { email: null })])).toBe(true);
    expect(areOneCustomers([of("a", {}), of("b", { email: "vera@example.org" }), of("c", {})])).toBe(true);
    expect(areOneCustomers([of("a", {}), of("b", { email: "kim@example.org" })])).toBe(false);
    expect(areOneCustomers([])).toBe(false);
  });

  it("is not who merely typed the address, nor whom the host site tells apart, nor who is blocked", () => {
    expect(areOneCustomers([of("a", {}), of("b", {}, "widget")])).toBe(false);
    expect(areOneCustomers([of("a", {}), of("b", { known: true }, "widget")])).toBe(true);
    expect(areOneCustomers([of("a", { known: true }), of("b", { known: true })])).toBe(false);
    expect(areOneCustomers([of("a", { blocked: true }), of("b", {})])).toBe(false);
  });
});
