import { describe, expect, it } from "vitest";
import { moved, pilesOf } from "./shelf.js";

const TEAMS = [
  { id: "t1", name: "Returns" },
  { id: "t2", name: "Night" },
];

describe("the shelf", () => {
  it("lies in piles: everybody's, each team's, one's own; an empty one is not there", () => {
    const items = [
      { name: "mine", shared: false, team_id: null },
      { name: "theirs", shared: false, team_id: "t2" },
      { name: "all", shared: true, team_id: null },
    ];
    expect(pilesOf(items, TEAMS).map(({ items: found }) => found.map(({ name }) => name))).toEqual([
      ["all"],
      ["theirs"],
      ["mine"],
    ]);
  });

  it("changes its order by one place", () => {
    expect(moved(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
  });
});
