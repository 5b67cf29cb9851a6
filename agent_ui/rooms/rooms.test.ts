import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Kept } from "./testing.js";
import type { Agent } from "../shared/wire.js";
import { plainText } from "../shared/plain-text.js";
import { hueOf } from "./hue.js";
import { CallError } from "../shared/socket.js";
import { AGAIN_MS, RoomController } from "./controller.js";
import { waysFrom } from "./rooms.js";
import { SessionStore } from "./session.js";
import { topic } from "./terms.js";
import { PreferenceStore } from "./settings.js";
import { speaking, type RoomKey } from "./words.js";

const ANA: Agent = { id: "a", email: "ana@demo.example", name: "Ana", role: "agent" };

describe("a session", () => {
  it("lives in the tab unless it shall be kept", () => {
    const [tab, browser] = [new Kept(), new Kept()];
    new SessionStore(tab, browser).write({ token: "t", agent: ANA }, false);
    expect(new SessionStore(new Kept(), browser).read()).toBe(null);
    new SessionStore(tab, browser).write({ token: "t", agent: ANA }, true);
    expect(new SessionStore(new Kept(), browser).read()?.token).toBe("t");
    expect(tab.values.size).toBe(0);
  });

  it("is gone after clear, and broken remains are no session", () => {
    const tab = new Kept();
    const store = new SessionStore(tab, new Kept());
    store.write({ token: "t", agent: ANA }, false);
    store.clear();
    expect(store.read()).toBe(null);
    tab.setItem("baton.session", "{oops");
    expect(store.read()).toBe(null);
  });
});

describe("preferences", () => {
  it("begin with the browser's language, the system's theme and no sound", () => {
    expect(new PreferenceStore(new Kept(), ["de-DE", "pl-PL"]).read()).toEqual({
      lang: "pl",
      theme: "system",
      sound: false,
      shortcuts: true,
      notify: false,
      hold: false,
      next: true,
    });
  });

  it("are kept, and nonsense in their place is ignored", () => {
    const storage = new Kept();
    const store = new PreferenceStore(storage, []);
    store.write({
      lang: "fa",
      theme: "dark",
      sound: true,
      shortcuts: false,
      notify: false,
      hold: false,
      next: true,
    });
    expect(store.read()).toEqual({
      lang: "fa",
      theme: "dark",
      sound: true,
      shortcuts: false,
      notify: false,
      hold: false,
      next: true,
    });
    storage.setItem("baton.preferences", '{"theme": "neon", "lang": 5');
    expect(store.read().theme).toBe("system");
  });
});

describe("an excerpt", () => {
  it("has the words without the marks", () => {
    const markdown = "## Late?\n\n> Open the **link** in *your* `e-mail`: [track](/t).\n- one_two_three";
    expect(plainText(markdown)).toBe("Late?\n\nOpen the link in your e-mail: track (/t).\n- one_two_three");
  });
});

it("a skill that the bot knows has a name in each language, another the one it was given", () => {
  const inEach = (name: string): string[] =>
    (["en", "fa", "pl"] as const).map((lang) =>
      topic(speaking<RoomKey>({ en: {}, fa: {}, pl: {} })(lang), name),
    );
  expect(inEach("orders")).toEqual(["Orders", "سفارش‌ها", "Zamówienia"]);
  expect(inEach("night_shift")).toEqual(["night_shift", "night_shift", "night_shift"]);
});

it("a face has the same hue for the same person", () => {
  expect(hueOf("agent-1")).toBe(hueOf("agent-1"));
  expect(new Set(["a", "b", "c", "d", "e", "f"].map(hueOf)).size).toBeGreaterThan(3);
});

/** A room that remembers what happened to it. */
class Told extends RoomController<{ do: "knock" }> {
  readonly told: string[] = [];
  protected override enter(): void {
    this.told.push("enter");
  }
  protected override leave(): void {
    this.told.push("leave");
  }
  protected override run(): void {
    throw new Error("nobody is in");
  }
  protected override failed(error: unknown, doing: string): void {
    this.told.push(`${doing}: ${String(error)}`);
  }
}

/** A room whose desk answers only in the end. */
class Slow extends Told {
  readonly link_ = this.linkChanged;
  unanswered = 2;
  protected override connected(): Promise<void> {
    this.told.push("asks");
    return this.unanswered-- > 0 ? Promise.reject(new CallError("timeout", "list")) : Promise.resolve();
  }
}

function roomFor(agent: Agent): { room: Told; tab: Kept } {
  const [tab, browser] = [new Kept(), new Kept()];
  const sessions = new SessionStore(tab, browser);
  sessions.write({ token: "t", agent }, false);
  return {
    room: new Told("settings", { sessions, preferences: new PreferenceStore(browser, []) }),
    tab,
  };
}

describe("a room", () => {
  it("lets in at once who is logged in and may enter, and shuts after them", async () => {
    const { room, tab } = roomFor({ ...ANA, role: "supervisor" });
    room.begin();
    room.obey({ do: "log_out" });
    await Promise.resolve();
    expect([room.told, room.door.open, tab.values.size]).toEqual([["enter", "leave"], false, 0]);
  });

  it("keeps others out, whose log-in stays good elsewhere", () => {
    const { room, tab } = roomFor(ANA);
    room.begin();
    expect([room.told, room.door.open, room.door.failure, tab.values.size]).toEqual([[], false, "role", 1]);
  });

  it("keeps preferences itself and passes its own commands on, with what went wrong", async () => {
    const { room } = roomFor(ANA);
    room.obey({ do: "prefer", preferences: { lang: "fa" } });
    room.obey({ do: "knock" });
    await new Promise((done) => setTimeout(done));
    expect([room.preferences.lang, room.told]).toEqual(["fa", ["knock: Error: nobody is in"]]);
  });

  it("leads to the rooms that the same person may enter", () => {
    const words = speaking<RoomKey>({ en: {}, fa: {}, pl: {} })("en");
    const from = (role: Agent["role"]): string[] => waysFrom("console", role, words).map((way) => way.value);
    expect(from("agent")).toEqual(["/profile"]);
    expect(from("supervisor")).toContain("/settings");
    expect(from("editor")).toEqual(["/editor", "/profile"]);
  });
});

describe("a room whose desk leaves calls unanswered while the wire is up", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function slow(): Slow {
    const sessions = new SessionStore(new Kept(), new Kept());
    sessions.write({ token: "t", agent: ANA }, false);
    const room = new Slow("console", { sessions, preferences: new PreferenceStore(new Kept(), []) });
    room.begin();
    room.told.length = 0;
    return room;
  }

  const FAILED = ["asks", "connect: CallError: list"];

  it("asks again until it is answered, and then no more", async () => {
    const room = slow();
    room.link_("online");
    await vi.advanceTimersByTimeAsync(9 * AGAIN_MS);
    expect(room.told).toEqual([...FAILED, ...FAILED, "asks"]);
  });

  it("leaves it to the next connection when this one is lost, and to nobody after the log-out", async () => {
    const room = slow();
    room.link_("online");
    await vi.advanceTimersByTimeAsync(1);
    room.link_("offline");
    await vi.advanceTimersByTimeAsync(9 * AGAIN_MS);
    expect(room.told).toEqual(FAILED);
    room.link_("online");
    await vi.advanceTimersByTimeAsync(1);
    room.obey({ do: "log_out" });
    await vi.advanceTimersByTimeAsync(9 * AGAIN_MS);
    expect(room.told).toEqual([...FAILED, ...FAILED, "leave"]);
  });
});
