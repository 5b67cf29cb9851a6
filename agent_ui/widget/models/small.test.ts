import { describe, expect, it } from "vitest";
import { Words } from "../../shared/i18n.js";
import { message } from "../../shared/testing.js";
import { Timeline } from "../../shared/timeline.js";
import type { Message } from "../../shared/wire.js";
import en from "../parts/locales/en.json";
import fa from "../parts/locales/fa.json";
import pl from "../parts/locales/pl.json";
import { accentTokens, contrast } from "./accent.js";
import { Connection, PATIENCE_MS } from "./connection.js";
import { Outbox } from "./outbox.js";
import { NOTHING, readFrom, type State } from "./state.js";
import { MemoryStorage } from "./storage.js";
import { uuid } from "./uuid.js";
import { waitText } from "../parts/wait.js";

describe("the connection's banner", () => {
  it("says nothing about a blink", () => {
    const connection = new Connection(true, 0);
    connection.link("online", 0);
    connection.link("offline", 1000);
    expect(connection.banner(1000 + PATIENCE_MS - 1)).toBe("none");
    expect(connection.banner(1000 + PATIENCE_MS)).toBe("reconnecting");
    connection.link("connecting", 9000);
    expect(connection.banner(9000)).toBe("reconnecting");
    connection.link("online", 9500);
    expect(connection.banner(9500)).toBe("none");
  });

  it("says at once that the device is offline", () => {
    const connection = new Connection(true, 0);
    connection.browser(false);
    expect(connection.banner(0)).toBe("offline");
  });
});

describe("the outbox", () => {
  const at = (): Date => new Date("2026-03-01T10:00:00Z");

  it("survives a broken entry", () => {
    const storage = new MemoryStorage();
    storage.set("baton.outbox.x", "{");
    expect(new Outbox(storage, uuid, at).all).toEqual([]);
    expect(storage.keys()).toEqual([]);
  });

  it("keeps one key for each entry, so that two tabs do not overwrite each other", () => {
    const storage = new MemoryStorage();
    const [one, two] = [new Outbox(storage, uuid, at), new Outbox(storage, uuid, at)];
    one.put({ kind: "text", text: "from one" }, null);
    two.put({ kind: "text", text: "from two" }, null);
    const texts = new Outbox(storage, uuid, at).all.map((draft) => draft.text);
    expect(texts.sort()).toEqual(["from one", "from two"]);
  });
});

describe("the wait", () => {
  const words = { en: new Words("en", en), fa: new Words("fa", fa), pl: new Words("pl", pl) } as const;

  it.each([
    ["en", [130, 290], "About 2 to 5 minutes"],
    ["en", [10, 50], "Usually within a minute"],
    ["en", [10, 170], "Usually within 3 minutes"],
    ["pl", [130, 290], "Około 2–5 minut"],
    ["fa", [130, 290], "حدود ۲ تا ۵ دقیقه"],
  ] as const)("%s %s is %s", (lang, [low, high], expected) => {
    expect(waitText(words[lang] as never, { position: 1, wait_seconds: [low, high] })).toBe(expected);
  });

  it.each([
    ["en", /^We are back on Monday.*2.*March|^We are back on Monday, March 2/],
    ["fa", /دوشنبه.*اسفند/],
    ["pl", /^Wracamy: poniedziałek, 2 marca/],
  ] as const)("is until the desk opens, by the calendar of %s", (lang, expected) => {
    const place = { position: 1, wait_seconds: null, opens_at: "2026-03-02T12:00:00.000Z" };
    expect(waitText(words[lang] as never, place)).toMatch(expected);
  });

  it("is not guessed while nothing is known", () => {
    expect(waitText(words.en as never, { position: 1, wait_seconds: null })).toBe("");
    expect(waitText(words.en as never, null)).toBe("");
  });
});

describe("the site's colour", () => {
  it("is taken only if it is one", () => {
    expect(accentTokens("red;}")).toEqual([]);
  });

  it.each(["#8a4b1d", "#ffd166", "#0b6e66", "#3366ff"])("%s gets words that can be read on it", (hex) => {
    const on = Object.fromEntries(accentTokens(hex))["--on-accent"] ?? "";
    expect(contrast(hex, /#[0-9a-f]{6}/.exec(on)?.[0] ?? "")).toBeGreaterThanOrEqual(4.5);
  });
});

it("makes UUIDs of version 4", () => {
  expect(uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

describe("reading", () => {
  const bot = { type: "bot" } as const;
  const agent = { type: "agent" } as const;
  const asked = {
    ...NOTHING,
    seen: 2,
    timeline: Timeline.restore(
      [1, 2].map((seq) => message({ seq })),
      2,
    ),
  };
  const then = (before: State, ...parts: Partial<Message>[]): State => {
    const first = (before.timeline.newest?.seq ?? 0) + 1;
    const messages = parts.map((part, at) => message({ seq: first + at, ...part }));
    return { ...before, timeline: before.timeline.caughtUp(messages, first + parts.length - 1) };
  };

  it("goes on at the first of what others said, seen or not", () => {
    const activity = { kind: "activity", author: { type: "system" } } as const;
    expect(readFrom(asked, then(asked, {}, activity))).toBeUndefined();
    expect(readFrom(asked, then(asked, activity, { author: agent }, { author: agent }))).toBe(4);
  });

  it("stays with the first of what nobody has looked at", () => {
    const one = then(asked, { author: agent });
    expect(readFrom(one, then(one, { author: agent }))).toBe(3);
    const looked = { ...one, seen: 3 };
    expect(readFrom(looked, then(looked, { author: agent }))).toBe(4);
  });

  it("begins with the first answer of a bot's turn, though it was seen", () => {
    const one = { ...then(asked, { author: bot }), seen: 3 };
    expect(readFrom(one, then(one, { author: bot }))).toBe(3);
    const again = { ...then(one, {}), seen: 4 };
    expect(readFrom(again, then(again, { author: bot }))).toBe(5);
  });
});
