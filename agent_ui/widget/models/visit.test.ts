import { expect, it } from "vitest";
import { attributesOf, pageOf } from "./visit.js";

it("keeps what the desk takes, and cuts the rest", () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`a${at}`, at]));
  expect(Object.keys(attributesOf(many))).toHaveLength(30);
  const said = {
    cart: "x".repeat(400),
    "": 1,
    nested: {},
    none: null,
    big: 2 ** 60,
    no: NaN,
    ok: true,
    half: 0.5,
  };
  expect(attributesOf(said)).toEqual({ cart: "x".repeat(300), ok: true, half: 0.5 });
});

it("leaves out an address that is too long, and takes a title without one", () => {
  expect(pageOf({ url: `https://a.example/${"x".repeat(2000)}`, title: "T" })).toEqual({ title: "T" });
});
