import { describe, expect, it } from "vitest";
import { Kept } from "../console/models/testing.js";
import type { Agent } from "../shared/wire.js";
import { plainText } from "./excerpt.js";
import { hueOf } from "./hue.js";
import { SessionStore } from "./session.js";
import { PreferenceStore } from "./settings.js";

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
    });
  });

  it("are kept, and nonsense in their place is ignored", () => {
    const storage = new Kept();
    const store = new PreferenceStore(storage, []);
    store.write({ lang: "fa", theme: "dark", sound: true, shortcuts: false });
    expect(store.read()).toEqual({ lang: "fa", theme: "dark", sound: true, shortcuts: false });
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

it("a face has the same hue for the same person", () => {
  expect(hueOf("agent-1")).toBe(hueOf("agent-1"));
  expect(new Set(["a", "b", "c", "d", "e", "f"].map(hueOf)).size).toBeGreaterThan(3);
});
