import { describe, expect, it } from "vitest";
import { wordsOf } from "../words.js";
import { movedText } from "./text.js";

describe("how a figure has moved", () => {
  it("is told in points of a share, in the unit of a score, in percent of all else", () => {
    expect(movedText(wordsOf("en"), "share", -0.0625)).toBe("-6.3 points against the period before");
    expect(movedText(wordsOf("en"), "score", 0.25)).toBe("+0.25 against the period before");
    expect(movedText(wordsOf("en"), "seconds", 0.42)).toBe("+42% against the period before");
    expect(movedText(wordsOf("pl"), "share", 0.031)).toBe("+3,1 pkt proc. wobec poprzedniego okresu");
  });
});
