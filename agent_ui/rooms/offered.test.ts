import { afterEach, expect, it } from "vitest";
import { LANGS } from "../shared/i18n.js";
import { langsFor, offer } from "./offered.js";

afterEach(() => offer(LANGS));

it("is every language until the desk has told", () => {
  expect(langsFor()).toEqual(["en", "fa", "pl"]);
});

it("is what the desk offers, in the usual order, without what it does not speak", () => {
  offer(["pl", "en", "de"]);
  expect(langsFor({})).toEqual(["en", "pl"]);
});

it("shows what was written before, wherever it was", () => {
  offer(["en"]);
  expect(langsFor({ en: "Hi" }, { fa: "سلام", pl: "" })).toEqual(["en", "fa"]);
});
