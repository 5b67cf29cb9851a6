import { describe, expect, it } from "vitest";
import { LookModel, nearestReadable, readable, snippet, type Look } from "./look.js";

const LOOK: Look = {
  accent: "#0b6e66",
  radius: 16,
  font: "system",
  side: "end",
  offset_x: 20,
  offset_y: 20,
  launcher: "icon",
  labels: {},
  logo: "",
  title: "",
  greetings: { fa: "سلام" },
  shade: "system",
  revision: 2,
  by: "Sam",
  at: "2026-11-20T08:00:00Z",
};

describe("the look", () => {
  it("is unchanged until something is, and is sent as numbers", () => {
    const model = new LookModel();
    model.learnt(LOOK);
    expect([model.changed, model.sound]).toEqual([false, true]);
    model.edit({ ...(model.draft ?? never()), accent: "#8A4B1D", radius: "۸" });
    expect(model.body).toMatchObject({
      accent: "#8a4b1d",
      radius: 8,
      greetings: { fa: "سلام" },
      revision: 2,
    });
  });

  it("refuses what is no colour, cannot be read, or lies outside", () => {
    const model = new LookModel();
    model.learnt(LOOK);
    model.edit({ ...(model.draft ?? never()), accent: "teal", offset_y: "500" });
    expect([...model.problems]).toEqual(["accent", "offset_y"]);
    model.edit({ ...(model.draft ?? never()), accent: "#808080", offset_y: "0" });
    expect([...model.problems]).toEqual(["contrast"]);
  });

  it("offers the nearest colour that can be read", () => {
    expect(readable("#808080")).toBeLessThan(4.5);
    const better = nearestReadable("#808080");
    expect(readable(better)).toBeGreaterThanOrEqual(4.5);
    expect(better).toBe("#757575");
    expect(nearestReadable("#0b6e66")).toBe("#0b6e66");
  });

  it("needs one tag that never changes", () => {
    expect(snippet("https://desk.example")).toBe(
      '<script async data-baton src="https://desk.example/widget/loader.js"></script>',
    );
  });
});

function never(): never {
  throw new Error("there is a draft");
}
