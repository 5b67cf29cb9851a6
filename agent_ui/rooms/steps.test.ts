import { describe, expect, it } from "vitest";
import { fresh, problemOf, receiversOf, says, soundSteps, written, type Step } from "./steps.js";
import { speaking, type RoomKey } from "./words.js";

const english = speaking<RoomKey>({ en: {}, fa: {}, pl: {} })("en");
const ANA = { id: "a1", name: "Ana" };
const TO = receiversOf(english, [ANA], [{ id: "t1", name: "Returns" }]);

describe("a step", () => {
  it.each<[Step, boolean, string | null]>([
    [{ do: "reply", texts: {} }, true, "texts"],
    [{ do: "note", texts: { en: "Ask {{you}}" } }, true, "placeholder"],
    [{ do: "reply", texts: { fa: "سلام {{customer.name|دوست}}" } }, false, null],
    [{ do: "tag", tags: [] }, true, "tags"],
    [{ do: "transfer" }, true, "to"],
    [{ do: "resolve", reason: "answered" }, false, "last"],
    [{ do: "snooze" }, true, null],
  ])("%j, last: %s, lacks %s", (step, last, wrong) => {
    expect(problemOf(step, last)).toBe(wrong);
  });

  it.each<[Step, string]>([
    [{ do: "reply", texts: { fa: "سلام", en: "Hi {{customer.first_name|there}}" } }, "Replies: “Hi Vera”"],
    [{ do: "tag", tags: ["refund", "late"] }, "Adds the tags: refund, late"],
    [{ do: "priority", priority: "urgent" }, "Sets the priority: Urgent"],
    [{ do: "snooze", hours: 4 }, "Snoozes for 4 hours"],
    [{ do: "snooze" }, "Snoozes until the customer writes"],
    [{ do: "transfer", to: "team:t1" }, "Transfers to Team: Returns"],
    [{ do: "resolve", reason: "answered" }, "Resolves the conversation: Question answered"],
    [{ do: "resolve", reason: "Sent back" }, "Resolves the conversation: Sent back"],
  ])("%j says what it does", (step, told) => {
    expect(says(english, step, TO)).toBe(told);
  });

  it("begins with what only has to be chosen", () => {
    expect(fresh("transfer", TO, [])).toEqual({ do: "transfer", to: "a1" });
    expect(fresh("resolve", TO, ["answered"])).toEqual({ do: "resolve", reason: "answered" });
    expect(fresh("transfer", [], [])).toEqual({ do: "transfer" });
  });

  it("keeps no empty text", () => {
    const step = written({ do: "reply", texts: { en: "Hi" } }, "pl", "Cześć");
    expect(step.texts).toEqual({ en: "Hi", pl: "Cześć" });
    expect(written(step, "en", " ").texts).toEqual({ pl: "Cześć" });
  });
});

it("a macro needs a step, and none that lacks something", () => {
  expect([soundSteps([]), soundSteps([{ do: "snooze" }]), soundSteps([{ do: "tag" }])]).toEqual([
    false,
    true,
    false,
  ]);
});
