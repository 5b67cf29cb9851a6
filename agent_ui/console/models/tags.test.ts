import { describe, expect, it } from "vitest";
import { changedTags, tagOffers, tagsMeant } from "./tags.js";

const FREE = { tags: [] };
const SET = { tags: ["Refund", "delivery", "گارانتی"] };

describe("a change of tags", () => {
  it("adds each once, behind those there are", () => {
    expect(changedTags(["refund"], { add: ["lamp", "refund"] })).toEqual(["refund", "lamp"]);
  });

  it("takes one away and leaves the others in their order", () => {
    expect(changedTags(["a", "b", "c"], { remove: "b" })).toEqual(["a", "c"]);
    expect(changedTags(["a"], { remove: "unknown" })).toEqual(["a"]);
  });
});

describe("what is offered", () => {
  it("is the desk's tags without those given, by the letters typed", () => {
    expect(tagOffers(SET, ["lamp"], ["delivery"], "")).toEqual(["Refund", "گارانتی"]);
    expect(tagOffers(SET, [], [], " REF")).toEqual(["Refund"]);
    expect(tagOffers(SET, [], [], "گارا")).toEqual(["گارانتی"]);
  });

  it("is what is in use where agents choose their own words, each once and not too many", () => {
    expect(tagOffers(FREE, ["lamp", "refund", "lamp"], [], "")).toEqual(["lamp", "refund"]);
    const many = Array.from({ length: 30 }, (_, n) => `tag ${n}`);
    expect(tagOffers(FREE, many, [], "")).toHaveLength(8);
  });
});

describe("what is typed", () => {
  it("means any words where the desk has set none", () => {
    expect(tagsMeant(FREE, " lamp، broken ,")).toEqual(["lamp", "broken"]);
  });

  it("means the desk's tag, however it is written", () => {
    expect(tagsMeant(SET, "refund, DELIVERY")).toEqual(["Refund", "delivery"]);
    expect(tagsMeant(SET, "refund, lamp")).toBe(null);
  });
});
