import { describe, expect, it } from "vitest";
import { ClosingModel, freshId, moved } from "./closing.js";
import { FiguresModel, ROUTING } from "./figures.js";
import { HoursModel, type Hours } from "./hours.js";
import { nextSlot, overlapping, overnight } from "./slots.js";
import { minutesOf, spanOf, TargetsModel, type Targets } from "./targets.js";

const STAMP = { revision: 3, by: "Sam", at: "2026-11-20T08:00:00Z" };

const HOURS: Hours = {
  zone: "Europe/Warsaw",
  week: {
    monday: [{ start: "09:00:00", end: "12:00:00" }],
    friday: [{ start: "22:00:00", end: "06:00:00" }],
  },
  exceptions: [{ date: "2026-12-24", slots: [{ start: "09:00:00", end: "12:00:00" }] }],
  holidays: [{ date: "2026-12-25", name: "Christmas Day" }],
  opens_at: "2026-11-23T08:00:00Z",
  revision: 3,
  by: "Sam",
  at: "2026-11-20T08:00:00Z",
};

const TARGETS: Targets = {
  targets: {
    urgent: { first_response: 5, next_response: 90, resolution: 240 },
    low: { first_response: null },
  },
  revision: 0,
  by: null,
  at: null,
};

function hours(): { model: HoursModel; change: (parts: Partial<NonNullable<HoursModel["draft"]>>) => void } {
  const model = new HoursModel();
  model.learnt(HOURS);
  return { model, change: (parts) => model.draft && model.edit({ ...model.draft, ...parts }) };
}

describe("the hours", () => {
  it("go back as they came, without the days that have none", () => {
    const { model } = hours();
    expect(model.changed).toBe(false);
    expect(model.body).toEqual({
      zone: "Europe/Warsaw",
      week: { monday: [{ start: "09:00", end: "12:00" }], friday: [{ start: "22:00", end: "06:00" }] },
      exceptions: [{ date: "2026-12-24", slots: [{ start: "09:00", end: "12:00" }] }],
      holidays: [{ date: "2026-12-25", name: "Christmas Day" }],
      revision: 3,
    });
  });

  it("are changed until undone or taken by the desk", () => {
    const { model, change } = hours();
    change({ zone: "Asia/Tehran" });
    expect(model.changed).toBe(true);
    model.reset();
    expect([model.changed, model.draft?.zone]).toEqual([false, "Europe/Warsaw"]);
    change({ zone: "Asia/Tehran" });
    model.learnt({ ...HOURS, zone: "Asia/Tehran", revision: 4 });
    expect([model.changed, model.saved?.revision]).toEqual([false, 4]);
  });

  it("keep what was written over theirs, with their revision", () => {
    const { model, change } = hours();
    change({ zone: "Asia/Tehran" });
    model.overtaken = true;
    model.keep({ ...HOURS, zone: "UTC", revision: 9 });
    expect([model.overtaken, model.changed]).toEqual([false, true]);
    expect(model.body).toMatchObject({ zone: "Asia/Tehran", revision: 9 });
  });

  it("name every place that is amiss", () => {
    const { model, change } = hours();
    expect(model.sound).toBe(true);
    const monday = [
      { start: "09:00", end: "12:00" },
      { start: "11:00", end: "13:00" },
      { start: "", end: "18:00" },
    ];
    if (model.draft) change({ week: { ...model.draft.week, monday } });
    change({
      holidays: [
        { date: "2026-12-25", name: "" },
        { date: "2026-12-25", name: "" },
        { date: "", name: "" },
      ],
    });
    expect(Object.fromEntries(model.problems)).toEqual({
      "monday.1": "overlap",
      "monday.2": "time",
      "holiday.1": "twice",
      "holiday.2": "date",
    });
  });

  it("are always without any weekday", () => {
    const { model } = hours();
    expect(model.always).toBe(false);
    model.learnt({ ...HOURS, week: {} });
    expect(model.always).toBe(true);
  });
});

describe("the slots", () => {
  it("overlap over midnight too, and touch without harm", () => {
    const night = { start: "22:00", end: "06:00" };
    expect([overnight(night), overnight({ start: "09:00", end: "17:00" })]).toEqual([true, false]);
    expect([...overlapping([night, { start: "23:00", end: "23:30" }])]).toEqual([1]);
    const touching = [
      { start: "09:00", end: "12:00" },
      { start: "12:00", end: "17:00" },
    ];
    expect([...overlapping(touching)]).toEqual([]);
  });

  it("begin with a day's work and go on after a break", () => {
    expect(nextSlot([])).toEqual({ start: "09:00", end: "17:00" });
    expect(nextSlot([{ start: "09:00", end: "12:00" }])).toEqual({ start: "13:00", end: "17:00" });
    expect(nextSlot([{ start: "12:00", end: "20:30" }])).toEqual({ start: "21:30", end: "01:30" });
  });
});

describe("the targets", () => {
  it("are written in the unit that fits, and go back in minutes", () => {
    const model = new TargetsModel();
    model.learnt(TARGETS);
    expect(model.draft?.urgent).toEqual({
      first_response: { amount: "5", unit: "minutes" },
      next_response: { amount: "90", unit: "minutes" },
      resolution: { amount: "4", unit: "hours" },
    });
    const none = { first_response: null, next_response: null, resolution: null };
    expect(model.body).toEqual({
      targets: {
        urgent: { first_response: 5, next_response: 90, resolution: 240 },
        high: none,
        normal: none,
        low: none,
      },
      revision: 0,
    });
  });

  it("read the digits of every language", () => {
    expect(minutesOf({ amount: " ۱٫۵ ", unit: "hours" })).toBe(90);
    expect(minutesOf({ amount: "1,5", unit: "hours" })).toBe(90);
    expect(minutesOf({ amount: "", unit: "hours" })).toBeNull();
    expect(minutesOf({ amount: "soon", unit: "hours" })).toBeNaN();
    expect(spanOf(60)).toEqual({ amount: "1", unit: "hours" });
  });

  it("name the places of what is no target", () => {
    const model = new TargetsModel();
    model.learnt(TARGETS);
    const of = (amount: string, unit: "minutes" | "hours" = "minutes") => ({ amount, unit });
    for (const [span, sound] of [
      [of("0"), false],
      [of("1.5"), false],
      [of("soon"), false],
      [of("2161", "hours"), false],
      [of("2160", "hours"), true],
      [of(""), true],
    ] as const) {
      if (model.draft) model.edit({ ...model.draft, low: { ...model.draft.low, resolution: span } });
      expect([span, model.sound]).toEqual([span, sound]);
    }
  });
});

describe("figures", () => {
  const saved = {
    ...STAMP,
    ...Object.fromEntries(ROUTING.map(({ name, least }) => [name, least])),
    offers: true,
  };

  it("are whole numbers within their bounds, in any digits", () => {
    const form = new FiguresModel(ROUTING);
    form.learnt(saved);
    expect([form.changed, form.sound]).toEqual([false, true]);
    form.edit({ ...form.draft, offer: "۴۵", hard_break: "" });
    expect([...form.problems]).toEqual(["hard_break"]);
    form.edit({ ...form.draft, hard_break: "0" });
    expect(form.body).toMatchObject({ offer: 45, hard_break: 0, revision: 3 });
    form.edit({ ...form.draft, offer: "4" });
    expect([...form.problems]).toEqual(["offer"]);
  });
});

describe("the closing form", () => {
  const saved = {
    ...STAMP,
    reasons: ["answered", "spam"],
    reason_required: false,
    tags: [],
    tags_required: false,
    questions: [],
  };

  it("marks what is blank or stands there twice, and sends no empty text", () => {
    const form = new ClosingModel();
    form.learnt(saved);
    const draft = form.draft ?? saved;
    form.edit({
      ...draft,
      reasons: ["spam", " spam "],
      tags: [""],
      questions: [{ id: freshId([]), kind: "text", text: { en: "  " } }],
    });
    expect([...form.problems]).toEqual([
      ["reasons.1", "twice"],
      ["tags.0", "blank"],
      ["questions.0", "blank"],
    ]);
    form.edit({
      ...draft,
      reasons: [" sold "],
      questions: [{ id: "q1", kind: "text", text: { en: "Why?", fa: "" } }],
    });
    expect(form.body).toMatchObject({ reasons: ["sold"], questions: [{ id: "q1", text: { en: "Why?" } }] });
    form.edit({ ...draft, reasons: [] });
    expect([...form.problems.values()]).toEqual(["none"]);
  });

  it("moves a line within its list", () => {
    expect(moved(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
    expect(freshId([{ id: "q2", kind: "text", text: {} }])).toBe("q3");
  });
});
