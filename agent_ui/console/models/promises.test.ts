import { expect, it } from "vitest";
import { Ledger, type WirePromise } from "./promises.js";

function promise(id: string, hour: number, more: Partial<WirePromise> = {}): WirePromise {
  return {
    id,
    conversation_id: "one",
    seq: 2,
    text: "I will write",
    author: "agent",
    made_at: "2026-03-02T09:00:00.000Z",
    due_at: `2026-03-02T${String(hour)}:00:00.000Z`,
    timed: true,
    state: "open",
    late: false,
    keeper_id: "ana",
    ...more,
  };
}

it("knows what is new, and forgets what was none", () => {
  const ledger = new Ledger();
  expect(ledger.told("one", [promise("a", 12)]).map(({ id }) => id)).toEqual(["a"]);
  const dropped = promise("a", 12, { state: "dropped" });
  expect(ledger.told("one", [dropped, promise("b", 11)]).map(({ id }) => id)).toEqual(["b"]);
  expect(ledger.of("one").map(({ id }) => id)).toEqual(["b"]);
});

it("lists what an agent owes by its moment", () => {
  const ledger = new Ledger();
  ledger.reset([
    promise("a", 15),
    promise("b", 11, { conversation_id: "two", state: "broken" }),
    promise("c", 10, { state: "kept" }),
    promise("d", 10, { keeper_id: "reza" }),
  ]);
  expect(ledger.owed("ana").map(({ id }) => id)).toEqual(["b", "a"]);
});

it("puts what is to be done before what is done", () => {
  const ledger = new Ledger();
  ledger.told("one", [promise("a", 10, { state: "kept" }), promise("b", 12)]);
  expect(ledger.of("one").map(({ id }) => id)).toEqual(["b", "a"]);
});
