import { describe, expect, it } from "vitest";
import { Changes } from "../rooms/changes.js";
import { excerptOf, Finding, type Find } from "./finding.js";

interface Asked {
  query: Record<string, string | number | null>;
  answer: (found: unknown) => void;
  fail: () => void;
}

function desk() {
  const asked: Asked[] = [];
  const http = {
    get: <T>(_: string, query: Record<string, string | number | null>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        asked.push({ query, answer: (found) => resolve(found as T), fail: () => reject(new Error("down")) });
      }),
  };
  return { asked, finding: new Finding(http, new Changes()) };
}

const find = (id: string) => ({ conversation: { id }, message: null, excerpt: [], count: 0 });

describe("the search", () => {
  it("shows the answer to the latest question, whatever order answers come in", async () => {
    const { asked, finding } = desk();
    const first = finding.ask({ q: "par" });
    const second = finding.ask({ q: "parcel" });
    asked[1]?.answer({ hits: [find("new")], cursor: "30" });
    asked[0]?.answer({ hits: [find("old")], cursor: null });
    await Promise.all([first, second]);
    expect(finding.finds.map(({ conversation }) => conversation.id)).toEqual(["new"]);
    const more = finding.more();
    expect(asked[2]?.query).toMatchObject({ q: "parcel", cursor: "30" });
    asked[2]?.answer({ hits: [find("next")], cursor: null });
    await more;
    expect(finding.finds.map(({ conversation }) => conversation.id)).toEqual(["new", "next"]);
  });

  it("is over when nothing is asked for any more", async () => {
    const { asked, finding } = desk();
    const asking = finding.ask({ tag: "refund" });
    expect(finding.active).toBe(true);
    await finding.ask({ tag: "" });
    asked[0]?.answer({ hits: [find("late")], cursor: null });
    await asking;
    expect([finding.active, finding.finds, finding.state]).toEqual([false, [], "idle"]);
  });

  it("says when it did not work", async () => {
    const { asked, finding } = desk();
    const asking = finding.ask({ q: "lamp" });
    asked[0]?.fail();
    await asking;
    expect(finding.state).toBe("failed");
  });
});

describe("an excerpt", () => {
  const said = (type: string): Find =>
    ({
      conversation: { id: "one" },
      message: { author: { type } },
      excerpt: [
        { text: "… as a **PDF when the ", hit: false },
        { text: "parcel", hit: true },
        { text: " leaves**, in *Account → Orders", hit: false },
      ],
      count: 1,
    }) as unknown as Find;
  const read = (find: Find): string =>
    excerptOf(find)
      .map(({ text, hit }) => (hit ? `[${text}]` : text))
      .join("");

  it("has no marks of the bot and of agents, even where their other half is not in it", () => {
    for (const type of ["bot", "agent"])
      expect(read(said(type))).toBe("… as a PDF when the [parcel] leaves, in Account → Orders");
  });

  it("leaves a customer's asterisks as they are", () => {
    expect(read(said("visitor"))).toBe("… as a **PDF when the [parcel] leaves**, in *Account → Orders");
  });
});
