import { describe, expect, it } from "vitest";
import desk from "../../../handoff/locales/en.json";
import { LANGS } from "../../shared/i18n.js";
import type { Lang } from "../../shared/wire.js";
import { wordsOf } from "../words.js";
import { resolution } from "../../rooms/terms.js";
import { activityText, whenText } from "./text.js";

describe("why a conversation was over", () => {
  it("is said in words, also where the desk or the customer ended it", () => {
    for (const reason of ["ended_by_visitor", "left_queue", "idle", "erased"])
      for (const lang of LANGS) expect(resolution(wordsOf(lang), reason)).not.toBe(reason);
    expect(resolution(wordsOf("en"), "idle")).toBe("Fell silent");
  });

  it("is the desk's own reason as it was set", () => {
    expect(resolution(wordsOf("pl"), "Sent to the workshop")).toBe("Sent to the workshop");
  });
});

describe("what happened", () => {
  const told = (lang: Lang, key: string, params = {}): string | null =>
    activityText(wordsOf(lang), { payload: { key, params } });

  it("is told from the desk's side, in the reader's language", () => {
    expect(told("en", "ended")).toBe("The customer ended the conversation");
    expect(told("pl", "joined", { agent: "Ana" })).toBe("Rozmowę przejmuje: \u2068Ana\u2069");
    expect(told("fa", "queued", { position: 2 })).toBe("به همکاران سپرده شد: نفر ۲ در صف");
    expect(told("en", "ticket_queued", { number: 1001 })).toBe("Ticket #1001 waits for an agent");
  });

  it("is left in the customer's words where we have none", () => {
    expect(told("en", "something_new")).toBeNull();
    expect(activityText(wordsOf("en"), { payload: null })).toBeNull();
  });

  it("has words for everything that the desk tells customers", () => {
    const keys = Object.keys(desk).filter((key) => key.startsWith("activity."));
    expect(keys.length).toBeGreaterThan(30);
    for (const lang of LANGS)
      for (const key of keys) expect(told(lang, key.slice("activity.".length)), key).not.toBeNull();
  });
});

describe("when a row was last changed", () => {
  const now = new Date(2026, 2, 5, 18, 0);
  const at = (...date: [number, number, number, number, number]): string => new Date(...date).toISOString();

  it("is a time today, a day before, and a year in another year", () => {
    const words = wordsOf("en");
    expect(whenText(words, at(2026, 2, 5, 9, 30), now)).toBe(words.time(at(2026, 2, 5, 9, 30)));
    expect(whenText(words, at(2026, 2, 4, 23, 59), now)).toBe("Mar 4");
    expect(whenText(words, at(2025, 10, 30, 12, 0), now)).toBe("Nov 30, 2025");
  });
});
