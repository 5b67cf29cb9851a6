import { describe, expect, it } from "vitest";
import type { CannedItem } from "../../console/models/shelf.js";
import { sampled, unknown } from "../../rooms/placeholders.js";
import { BLANK, contentOf, problemsOf } from "./replies.js";
import { EVERYBODY, matching } from "./shelf.js";

describe("a canned reply", () => {
  it("needs a name, one word to call it, and words in one language", () => {
    expect([...problemsOf(BLANK)]).toEqual(["name", "shortcut", "texts"]);
    const draft = {
      name: "Hi",
      shortcut: "سلام",
      whose: EVERYBODY,
      texts: { en: "Hi {{customer.name|there}}" },
    };
    expect([...problemsOf(draft)]).toEqual([]);
    expect([...problemsOf({ ...draft, shortcut: "two words" })]).toEqual(["shortcut"]);
    expect([...problemsOf({ ...draft, texts: { en: "Hi {{you}}" } })]).toEqual(["placeholder"]);
  });

  it("is shown with made-up people, and sent without empty texts", () => {
    expect(sampled("Hi {{customer.first_name|there}}, {{nobody|x}}")).toBe("Hi Vera, x");
    expect(unknown("{{ agent.name }} {{agent.age}}")).toEqual(["agent.age"]);
    expect(contentOf({ ...BLANK, shortcut: " hi ", texts: { en: " Hi ", pl: " " } })).toEqual({
      shortcut: "hi",
      texts: { en: "Hi" },
    });
  });

  it("is found by its name, its shortcut and its words", () => {
    const item: CannedItem = {
      id: "1",
      kind: "canned_reply",
      shared: true,
      team_id: null,
      name: "Greeting",
      revision: 1,
      by: "Sam",
      at: "2026-11-20T08:00:00Z",
      content: { shortcut: "hi", texts: { fa: "سلام" } },
    };
    expect([
      matching([item], "GREET").length,
      matching([item], "سلام").length,
      matching([item], "bye").length,
    ]).toEqual([1, 1, 0]);
  });
});
