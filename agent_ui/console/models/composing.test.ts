import { describe, expect, it } from "vitest";
import { EMOJI, hasMarks, marked, mentioned, put, triggerAt } from "./composing.js";
import { fill } from "../../rooms/placeholders.js";
import { textIn } from "../../rooms/steps.js";
import { cannedFor, type CannedItem } from "./shelf.js";
import { Viewers } from "./viewers.js";

describe("the letters before the cursor", () => {
  it.each([
    ["/", false, { helper: "canned", query: "", start: 0 }],
    ["Hello /hi", false, { helper: "canned", query: "hi", start: 6 }],
    ["Hello /سلام", false, { helper: "canned", query: "سلام", start: 6 }],
    ["either/or", false, null],
    ["1/2", false, null],
    ["??", false, { helper: "article", query: "", start: 0 }],
    ["See ??where is my parcel", false, { helper: "article", query: "where is my parcel", start: 4 }],
    ["What???", false, null],
    ["??one\ntwo", false, null],
    ["@Re", true, { helper: "mention", query: "Re", start: 0 }],
    ["@Re", false, null],
    ["mail ana@example.org", true, null],
  ])("%s", (text, note, trigger) => {
    expect(triggerAt(text, text.length, note)).toEqual(trigger);
  });

  it("are those before the cursor, not all", () => {
    expect(triggerAt("/hi there", 2, false)).toEqual({ helper: "canned", query: "h", start: 0 });
  });
});

describe("a text", () => {
  it("takes words in the place of others", () => {
    expect(put("Hello /hi!", 6, 9, "Vera")).toEqual({ text: "Hello Vera!", start: 10, end: 10 });
  });

  it("gets a mark around what is selected, and loses it again", () => {
    const bold = marked("a word here", 2, 6, "bold");
    expect(bold).toEqual({ text: "a **word** here", start: 4, end: 8 });
    expect(marked(bold.text, bold.start, bold.end, "bold").text).toBe("a word here");
  });

  it("becomes a list line by line, and back", () => {
    const list = marked("one\ntwo", 0, 7, "list");
    expect(list.text).toBe("- one\n- two");
    expect(marked(list.text, 0, list.text.length, "list").text).toBe("one\ntwo");
  });

  it("gets a link whose address comes next", () => {
    expect(marked("see here", 4, 8, "link")).toEqual({ text: "see [here](https://)", start: 19, end: 19 });
  });

  it.each([
    ["**now**", true],
    ["- one", true],
    ["`LM-1`", true],
    ["see [here](https://example.org)", true],
    ["2 * 3 * 4", false],
    ["a - b", false],
    ["snake_case_name", false],
  ])("has marks or not: %s", (text, has) => {
    expect(hasMarks(text)).toBe(has);
  });

  it("names whoever stands in it", () => {
    const people = [
      { id: "r", name: "Reza Karimi" },
      { id: "k", name: "Kasia" },
    ];
    expect(mentioned("@Reza Karimi can you?", people)).toEqual(["r"]);
    expect(mentioned("Kasia said no", people)).toEqual([]);
  });
});

describe("placeholders", () => {
  it.each([
    ["Hello {{customer.first_name}}!", "Hello Vera!"],
    ["Hello {{ customer.name | there }}, hi", "Hello there, hi"],
    ["Hello {{customer.name}}, hi", "Hello, hi"],
    ["No  placeholders ,  no change ", "No  placeholders ,  no change "],
  ])("%s", (text, filled) => {
    expect(fill(text, { "customer.first_name": "Vera", "customer.name": null })).toBe(filled);
  });
});

describe("the shelf", () => {
  const canned = (shortcut: string, name: string, shared = true): CannedItem => ({
    id: shortcut,
    kind: "canned_reply",
    shared,
    team_id: null,
    name,
    revision: 1,
    by: "Sam",
    at: "",
    content: { shortcut, texts: { en: `the ${name}`, fa: "متن" } },
  });
  const items = [canned("bye", "Hi and goodbye"), canned("hi", "Greeting"), canned("hire", "Jobs", false)];

  it("puts shortcuts before names, and one's own before everybody's", () => {
    expect(cannedFor(items, "hi", "en").map(({ id }) => id)).toEqual(["hire", "hi", "bye"]);
    expect(cannedFor(items, "jobs", "en").map(({ id }) => id)).toEqual(["hire"]);
    expect(cannedFor(items, "nothing", "en")).toEqual([]);
  });

  it("speaks the customer's language, or another it has", () => {
    expect(textIn({ en: "Hello", fa: "سلام" }, "fa")).toBe("سلام");
    expect(textIn({ en: "Hello" }, "pl")).toBe("Hello");
  });
});

describe("who else looks on", () => {
  it("lapses unless it is said again, and is never oneself", () => {
    const viewers = new Viewers();
    viewers.told("c", { id: "r", name: "Reza" }, true, 0);
    viewers.told("c", { id: "a", name: "Ana" }, true, 0);
    expect(viewers.of("c", "a", 1000)).toEqual(["Reza"]);
    expect(viewers.of("c", "a", 46_000)).toEqual([]);
    viewers.told("c", { id: "r", name: "Reza" }, true, 46_000);
    viewers.told("c", { id: "r", name: "Reza" }, false, 47_000);
    expect(viewers.of("c", "a", 47_000)).toEqual([]);
  });
});

it("each emoji is one sign", () => {
  expect(EMOJI.length).toBeGreaterThan(40);
  expect(new Set(EMOJI).size).toBe(EMOJI.length);
});
