import { describe, expect, it } from "vitest";
import { freshField, IntakeModel, type Field, type Intake, type IntakeDraft } from "./intake.js";

const STAMP = { revision: 3, by: "Sam", at: "2026-11-20T08:00:00Z" };
const NOTHING: Intake = { ...STAMP, fields: [], consent: null };
const ORDER: Field = {
  id: "order",
  kind: "text",
  label: { pl: "Zamówienie", en: "Order" },
  required: true,
  pattern: "LM-[0-9]+",
  hint: { en: "As in LM-20417" },
};

function made(saved: Intake = NOTHING): {
  model: IntakeModel;
  change: (parts: Partial<IntakeDraft>) => void;
} {
  const model = new IntakeModel();
  model.learnt(saved);
  return { model, change: (parts) => model.draft && model.edit({ ...model.draft, ...parts }) };
}

function field(parts: Partial<Field>): Field {
  return { ...freshField("q1", []), kind: "text", label: { en: "Order" }, ...parts };
}

describe("the form before a chat", () => {
  it("goes back as it came", () => {
    const consent = { text: { en: "You may keep this" }, link: "https://shop.example/privacy" };
    const { model } = made({ ...STAMP, fields: [ORDER], consent });
    expect([model.changed, model.sound, model.nothing]).toEqual([false, true, false]);
    expect(model.body).toEqual({ fields: [ORDER], consent, revision: 3 });
  });

  it("asks nothing when it is empty", () => {
    const { model, change } = made();
    expect([model.nothing, model.sound]).toEqual([true, true]);
    expect(model.body).toEqual({ fields: [], consent: null, revision: 3 });
    change({ agree: true });
    expect(model.nothing).toBe(false);
  });

  it("asks those who agreed anew when the text or its link changed, and not for a translation", () => {
    const consent = { text: { en: "You may keep this" }, link: "" };
    const { model, change } = made({ ...NOTHING, consent });
    change({ text: { en: " You may keep this ", pl: "Zgoda" } });
    expect([model.asksAnew, model.body]).toEqual([
      false,
      { fields: [], consent: { text: { en: "You may keep this", pl: "Zgoda" }, link: "" }, revision: 3 },
    ]);
    change({ text: { en: "You may keep this!" } });
    expect([model.asksAnew, model.body]).toMatchObject([true, { correction: false }]);
    change({ correction: true });
    expect(model.body).toMatchObject({ correction: true });
    change({ text: { pl: "Zgoda" } });
    expect(model.asksAnew).toBe(true);
    change({ text: consent.text, link: "https://shop.example" });
    expect(model.asksAnew).toBe(true);
    change({ link: "", agree: false });
    expect(model.asksAnew).toBe(false);
  });

  it("sends only the languages that are written in", () => {
    const { model, change } = made();
    change({ fields: [field({ label: { en: " Order ", fa: "  ", pl: "" } })] });
    expect(model.body).toMatchObject({
      fields: [{ id: "q1", label: { en: "Order" }, pattern: "", hint: {} }],
    });
  });

  it("keeps the words of a consent that is switched off until it is saved", () => {
    const { model, change } = made({ ...NOTHING, consent: { text: { en: "Yes" }, link: "" } });
    change({ agree: false });
    expect(model.body).toMatchObject({ consent: null });
    change({ agree: true });
    expect([model.body, model.changed]).toMatchObject([
      { consent: { text: { en: "Yes" }, link: "" } },
      false,
    ]);
  });

  it("names every place that is amiss", () => {
    const { model, change } = made();
    change({
      fields: [field({ label: {} }), field({ id: "q2", pattern: "(" })],
      agree: true,
      link: "shop.example",
    });
    expect(Object.fromEntries(model.problems)).toEqual({
      "q1.label": "blank",
      "q2.pattern": "pattern",
      text: "agree",
      link: "link",
    });
    change({ agree: false });
    expect([...model.problems.keys()]).toEqual(["q1.label", "q2.pattern"]);
  });
});

describe("a pattern", () => {
  it.each([
    ["", true],
    ["LM-\\d{5}", true],
    ["a|b", true],
    ["[a-z", false],
    ["\\p{L}+", false],
    ["(?<year>\\d+)", false],
    ["(?<=a)b", true],
    ["(?P<year>\\d+)", false],
  ])("such as %s can be read by widget and desk: %s", (pattern, sound) => {
    const { model, change } = made();
    change({ fields: [field({ pattern })] });
    expect(model.sound).toBe(sound);
  });

  it("is for texts and phone numbers, and for what had one already", () => {
    const { model, change } = made({ ...NOTHING, fields: [{ ...ORDER, kind: "name" }] });
    expect(model.asksPattern({ ...ORDER, kind: "name" })).toBe(true);
    const kinds = (["name", "email", "phone", "text"] as const).filter((kind) =>
      model.asksPattern(field({ kind })),
    );
    expect(kinds).toEqual(["phone", "text"]);
    change({ fields: [field({ kind: "name", pattern: "(", hint: { en: "As in LM-1" } })] });
    expect([model.sound, model.body]).toMatchObject([true, { fields: [{ pattern: "", hint: {} }] }]);
  });

  it("asks what is said where an answer does not fit it", () => {
    const { model } = made();
    expect([model.asksHint(field({})), model.asksHint(field({ pattern: "a+" }))]).toEqual([false, true]);
  });
});

it("begins with what is not asked yet", () => {
  const kinds: string[] = [];
  const fields: Field[] = [];
  for (let count = 0; count < 5; count += 1) {
    fields.push(freshField(`q${count}`, fields));
    kinds.push(fields.at(-1)?.kind ?? "");
  }
  expect(kinds).toEqual(["name", "email", "phone", "text", "text"]);
});
