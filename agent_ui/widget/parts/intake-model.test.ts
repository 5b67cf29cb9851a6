import { describe, expect, it } from "vitest";
import { known } from "./identity.js";
import { mistake, saidIn, type IntakeField } from "./intake-model.js";

const field = (parts: Partial<IntakeField>): IntakeField => ({
  id: "order",
  kind: "text",
  label: { en: "Order" },
  required: false,
  pattern: "",
  hint: {},
  ...parts,
});

describe("an answer", () => {
  it.each<[Partial<IntakeField>, string, ReturnType<typeof mistake>]>([
    [{ required: true }, "  ", "missing"],
    [{}, "", null],
    [{ pattern: "LM-\\d{5}" }, "LM-20417", null],
    [{ pattern: "LM-\\d{5}" }, "LM-۲۰۴۱۷", null],
    [{ pattern: "LM-\\d{5}" }, "my LM-20417", "unfit"],
    [{ pattern: "a|b" }, "ab", "unfit"],
    [{ pattern: "(" }, "anything", null],
    [{ kind: "email" }, "vera@example.org", null],
    [{ kind: "email" }, "vera@example", "unfit"],
  ])("to %j, %j, is %s", (parts, answer, expected) => {
    expect(mistake(field(parts), answer)).toBe(expected);
  });
});

it("is asked in the reader's language, else in the one it was written in", () => {
  expect([saidIn({ en: "Order", fa: "سفارش" }, "fa"), saidIn({ en: "Order" }, "pl")]).toEqual([
    "سفارش",
    "Order",
  ]);
});

it("is not asked for what the host site has told", () => {
  const token = (claims: object): string => `x.${btoa(JSON.stringify(claims)).replace(/=/g, "")}.y`;
  expect(known(token({ sub: "7", name: "Vera" }))).toEqual(new Set(["name"]));
  expect(known(token({ sub: "7", name: "", email: "v@example.org" }))).toEqual(new Set(["email"]));
  expect([known(""), known("rubbish")]).toEqual([new Set(), new Set()]);
});
