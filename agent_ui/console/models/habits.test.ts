import { describe, expect, it } from "vitest";
import { Attention, titled } from "./attention.js";
import { Drafts } from "./drafts.js";
import { Notices, refusalKey } from "./notices.js";
import { Outbox } from "./outbox.js";
import { SHEET, shortcutOf, type Stroke } from "./shortcuts.js";
import { Kept } from "../../rooms/testing.js";
import { colleague, pending } from "./testing.js";
import { choices } from "./transfer.js";
import { parts, waitSince } from "./waiting.js";

describe("drafts", () => {
  it("are kept for each conversation, kind and agent", () => {
    const storage = new Kept();
    const drafts = new Drafts(storage, () => "ana");
    drafts.write("c1", "text", "Hello");
    drafts.write("c1", "note", "Check the stock");
    expect(drafts.read("c1", "text")).toBe("Hello");
    expect(drafts.read("c1", "note")).toBe("Check the stock");
    expect(drafts.read("c2", "text")).toBe("");
    expect(new Drafts(storage, () => "reza").read("c1", "text")).toBe("");
  });

  it("of blank space leave nothing behind", () => {
    const storage = new Kept();
    const drafts = new Drafts(storage, () => "ana");
    drafts.write("c1", "text", "Hello");
    expect(drafts.has("c1")).toBe(true);
    drafts.write("c1", "text", "  \n");
    expect(drafts.has("c1")).toBe(false);
    expect(storage.values.size).toBe(0);
  });
});

describe("the outbox", () => {
  it("keeps what was not confirmed over a reload, once each", () => {
    const storage = new Kept();
    const outbox = new Outbox(storage, () => "ana");
    outbox.put(pending("one"));
    outbox.put(pending("two"));
    outbox.put(pending("one", { failed: "too_large" }));
    const after = new Outbox(storage, () => "ana").read();
    expect(after.map(({ clientMessageId, failed }) => [clientMessageId, failed])).toEqual([
      ["two", null],
      ["one", "too_large"],
    ]);
    outbox.remove("one");
    outbox.remove("two");
    expect(storage.values.size).toBe(0);
  });

  it("survives what somebody else wrote into its place", () => {
    const storage = new Kept();
    storage.setItem("baton.outbox.ana", "{broken");
    expect(new Outbox(storage, () => "ana").read()).toEqual([]);
  });
});

describe("attention", () => {
  it("names newcomers, and nobody at the first look", () => {
    const attention = new Attention();
    expect(attention.look(["a", "b"])).toEqual([]);
    expect(attention.look(["b", "c"])).toEqual(["c"]);
    expect(attention.look(["a", "c"])).toEqual(["a"]);
  });

  it("puts the number into the title only when there is one", () => {
    expect(titled("Console", 3)).toBe("(3) Console");
    expect(titled("Console", 0)).toBe("Console");
  });
});

describe("notices", () => {
  it("say one thing once and keep the last three", () => {
    const notices = new Notices();
    notices.add("bad", "error.offline");
    notices.add("bad", "error.offline");
    expect(notices.all).toHaveLength(1);
    notices.add("good", "done.claimed");
    notices.add("good", "done.released");
    notices.add("good", "done.resolved");
    expect(notices.all.map(({ key }) => key)).toEqual(["done.claimed", "done.released", "done.resolved"]);
  });

  it("have words for a known refusal and a fallback for a new one", () => {
    expect(refusalKey("already_claimed")).toBe("error.already_claimed");
    expect(refusalKey("from_the_future")).toBe("error.else");
  });
});

describe("shortcuts", () => {
  const stroke = (key: string, code: string, more: Partial<Stroke> = {}): Stroke => ({
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  });

  it("go by the letter, and by its place on a Persian keyboard", () => {
    expect(shortcutOf(stroke("j", "KeyJ"))).toBe("next");
    expect(shortcutOf(stroke("ت", "KeyJ"))).toBe("next");
    expect(shortcutOf(stroke("؟", "Slash", { shiftKey: true }))).toBe("help");
    // Dvorak: the letter counts, not its place.
    expect(shortcutOf(stroke("j", "KeyC"))).toBe("next");
    expect(shortcutOf(stroke("q", "KeyJ"))).toBe(null);
  });

  it("are all on the sheet, a view's digit too, whichever digits the layout writes", () => {
    expect(shortcutOf(stroke("5", "Digit5"))).toBe("view_tickets");
    expect(shortcutOf(stroke("۶", "Digit6"))).toBe("view_snoozed");
    const shown = SHEET.flatMap(([shortcut, keys]) =>
      keys.filter((key) => key.length === 1).map((key) => [key, shortcut]),
    );
    for (const [key, shortcut] of shown.filter(([key]) => /[A-Z0-9]/.test(key ?? "")))
      expect(shortcutOf(stroke(key ?? "", ""))).toBe(shortcut);
  });

  it("leave the browser's own combinations alone", () => {
    expect(shortcutOf(stroke("c", "KeyC", { ctrlKey: true }))).toBe(null);
    expect(shortcutOf(stroke("r", "KeyR", { metaKey: true }))).toBe(null);
  });
});

describe("waiting", () => {
  it("counts seconds, never below zero, and grows urgent", () => {
    const now = Date.parse("2026-03-01T10:10:00Z");
    expect(waitSince(null, now)).toBe(null);
    expect(waitSince("2026-03-01T10:11:00Z", now)).toEqual({ seconds: 0, urgency: "calm" });
    expect(waitSince("2026-03-01T10:08:00Z", now)).toEqual({ seconds: 120, urgency: "soon" });
    expect(waitSince("2026-03-01T10:00:00Z", now)).toEqual({ seconds: 600, urgency: "late" });
  });

  it("is told in the unit that fits", () => {
    expect(parts(125)).toEqual({ unit: "clock", a: 2, b: 5 });
    expect(parts(3660)).toEqual({ unit: "hours", a: 1, b: 1 });
    expect(parts(200_000)).toEqual({ unit: "days", a: 2, b: 0 });
  });
});

describe("whom to transfer to", () => {
  it("lists who can take it first, the least loaded on top, with the obstacle of the others", () => {
    const people = [
      colleague({ id: "full", load: 4 }),
      colleague({ id: "busy", load: 3 }),
      colleague({ id: "free", load: 1 }),
      colleague({ id: "away", availability: "away" }),
      colleague({ id: "gone", present: false }),
      colleague({ id: "me" }),
      colleague({ id: "eli", role: "editor" }),
    ];
    expect(choices(people, ["me"]).map(({ colleague: { id }, obstacle }) => [id, obstacle])).toEqual([
      ["free", null],
      ["busy", null],
      ["away", "away"],
      ["gone", "gone"],
      ["full", "full"],
    ]);
  });
});
