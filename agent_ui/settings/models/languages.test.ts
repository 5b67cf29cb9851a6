import { describe, expect, it } from "vitest";
import { LanguagesModel, ticked, type LanguagesDraft } from "./languages.js";

const ALL: LanguagesDraft = { offered: ["en", "fa", "pl"], widget: ["en", "fa", "pl"], default: "en" };

describe("the languages of a desk", () => {
  it("takes a language that is no longer answered in out of the widget, and another where none is known", () => {
    expect(ticked(ALL, "offered", "en", false)).toEqual({
      offered: ["fa", "pl"],
      widget: ["fa", "pl"],
      default: "fa",
    });
    expect(ticked(ALL, "widget", "en", false)).toEqual({ ...ALL, widget: ["fa", "pl"], default: "fa" });
  });

  it("keeps the order in which languages are named", () => {
    const two = ticked(ALL, "widget", "en", false);
    expect(ticked(two, "widget", "en", true).widget).toEqual(["en", "fa", "pl"]);
  });

  it("cannot be sent without a language to choose", () => {
    const model = new LanguagesModel();
    model.learnt({ ...ALL, revision: 0, by: null, at: null });
    expect(model.sound).toBe(true);
    model.edit({ ...ALL, widget: [] });
    expect([...model.problems]).toEqual(["widget"]);
    model.edit({ ...ALL, offered: [], widget: [] });
    expect([...model.problems]).toEqual(["offered"]);
  });
});
