import { expect, it } from "vitest";
import { taskIn } from "./task.js";
import { said as message } from "./testing.js";

const told = message(4, {
  author: { type: "system" },
  kind: "activity",
  payload: { key: "handed_back", task: { text: "Returns", article_id: "a-1" } },
});
const shown = message(5, { author: { type: "bot" }, payload: { answer: { outcome: "answered", hits: [] } } });

it("knows no task where none was left", () => {
  expect(taskIn([message(1)], new Map())).toBeNull();
  const plain = message(6, { author: { type: "system" }, kind: "activity", payload: { key: "handed_back" } });
  expect(taskIn([told, shown, plain], new Map())).toBeNull();
});

it("follows it from the hand back to the customer's word", () => {
  const stateOf = (messages: (typeof shown)[], pressed?: string) =>
    taskIn(messages, new Map(pressed ? [[shown.id, pressed]] : []))?.state;
  expect(stateOf([told])).toBe("running");
  expect(stateOf([told, shown])).toBe("shown");
  expect(stateOf([told, shown], "helped")).toBe("helped");
  expect(stateOf([told, shown], "not_meant")).toBe("rejected");
  expect(stateOf([told, message(5, { author: { type: "bot" } })])).toBe("asked");
});
