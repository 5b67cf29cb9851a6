import { describe, expect, it } from "vitest";
import { dirOf, dirOfText, pickFrom, pickLang, sameDay, Words } from "./i18n.js";

const table = {
  place: "Number {n} of {all}",
  "left.one": "{n} znak",
  "left.few": "{n} znaki",
  "left.many": "{n} znaków",
  "left.other": "{n} znaku",
};

describe("the language", () => {
  it.each([
    [["fa-IR", "en"], "fa"],
    [["de", "pl_PL"], "pl"],
    [[null, undefined, "", "xx"], "en"],
    [["EN-us"], "en"],
  ])("of %j is %s", (candidates, expected) => {
    expect(pickLang(...candidates)).toBe(expected);
  });

  it("is the first that is offered where none of them is", () => {
    expect(pickFrom(["pl", "en"], ["fa", "de"])).toBe("pl");
    expect(pickFrom(["pl", "en"], ["fa", "en-GB"])).toBe("en");
  });

  it.each([
    ["fa", "rtl"],
    ["ar-EG", "rtl"],
    ["pl", "ltr"],
    [null, "auto"],
  ])("%s runs %s", (lang, expected) => {
    expect(dirOf(lang)).toBe(expected);
  });
});

describe("the words", () => {
  it("are filled in with the language's own digits", () => {
    expect(new Words("fa", table).t("place", { n: 12, all: "x" })).toBe("Number ۱۲ of x");
  });

  it("keep a hole that nobody fills, and a key that nobody wrote", () => {
    expect(new Words("en", table).t("place", { n: 1 })).toBe("Number 1 of {all}");
    expect(new Words("en", table).t("nothing")).toBe("nothing");
  });

  it.each([
    [1, "1 znak"],
    [3, "3 znaki"],
    [5, "5 znaków"],
    [22, "22 znaki"],
  ])("choose the Polish plural for %i", (n, expected) => {
    expect(new Words("pl", table).n("left", n)).toBe(expected);
  });
});

describe("the days", () => {
  const now = new Date(2026, 2, 10, 9);
  const words = new Words("en", {});

  it.each([
    [new Date(2026, 2, 10, 0, 5), "Today"],
    [new Date(2026, 2, 9, 23, 55), "Yesterday"],
    [new Date(2026, 2, 2), "Monday, March 2"],
    [new Date(2025, 11, 24), "Wednesday, December 24, 2025"],
  ])("%s is %s", (date, expected) => {
    expect(words.day(date.toISOString(), now)).toBe(expected);
  });

  it("follow the reader's calendar", () => {
    expect(sameDay(new Date(2026, 2, 9, 23, 59).toISOString(), new Date(2026, 2, 10).toISOString())).toBe(
      false,
    );
    expect(new Words("fa", {}).day(new Date(2026, 2, 2).toISOString(), now)).toContain("اسفند");
  });
});

it.each([
  ["سفارش LM-20417 کجاست؟", "rtl"],
  ["LM-20417 کجاست؟ سفارش من", "rtl"],
  ["What does «سلام» mean?", "ltr"],
  ["Zażółć gęślą jaźń", "ltr"],
  ["12 345", "auto"],
])("runs %s %s", (text, expected) => {
  expect(dirOfText(text)).toBe(expected);
});
