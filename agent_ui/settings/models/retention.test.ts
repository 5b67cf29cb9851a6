import { describe, expect, it } from "vitest";
import { draftOf, fits, RetentionKeeper, ruleOf, type Doomed, type Retention } from "../keepers/retention.js";
import type { Office } from "../keepers/keeper.js";

const SAVED: Retention = {
  conversations_days: 30,
  anonymise_days: null,
  hold_tag: "legal-hold",
  events_days: 760,
  log: [],
  revision: 1,
  by: "Ada",
  at: null,
};

function keeperOver(doomed: Doomed): { keeper: RetentionKeeper; put: object[] } {
  const put: object[] = [];
  const http = {
    get: (path: string) => Promise.resolve(path.endsWith("/preview") ? doomed : SAVED),
    put: (_: string, body: object) => {
      put.push(body);
      return Promise.resolve({ ...SAVED, ...body, revision: 2 });
    },
  };
  const office = {
    http,
    me: "a",
    all: true,
    trying: async (work: () => Promise<void>) => {
      await work();
      return null;
    },
    say: () => undefined,
    hush: () => undefined,
    changed: () => undefined,
  } as unknown as Office;
  return { keeper: new RetentionKeeper(office), put };
}

const SOME: Doomed = { conversations: 12, messages: 90, visitors: 3, held: 1, oldest: null };
const NONE: Doomed = { conversations: 0, messages: 0, visitors: 0, held: 0, oldest: null };

describe("the rule", () => {
  it("reads days of any of our languages, and none as for ever", () => {
    expect(ruleOf({ conversations: "۳۰", anonymise: " ", tag: " hold " })).toEqual({
      conversations_days: 30,
      anonymise_days: null,
      hold_tag: "hold",
    });
    expect(draftOf(SAVED)).toEqual({ conversations: "30", anonymise: "", tag: "legal-hold" });
    expect(["", "1", "۳۶۵۰"].every(fits)).toBe(true);
    expect(["0", "3651", "1.5", "x", "-2"].some(fits)).toBe(false);
  });

  it("is stored only after the number was typed that it would delete", async () => {
    const { keeper, put } = keeperOver(SOME);
    await keeper.open();
    await keeper.run({ on: "edit", draft: { conversations: "10", anonymise: "10", tag: "legal-hold" } });
    await keeper.run({ on: "save" });
    expect(keeper.word).toBe("15");
    await keeper.run({ on: "type", text: "14" });
    await keeper.run({ on: "answer", yes: true });
    expect(put).toEqual([]);
    await keeper.run({ on: "type", text: " ۱۵ " });
    await keeper.run({ on: "answer", yes: true });
    expect(put).toMatchObject([{ conversations_days: 10, confirmed: 15, revision: 1 }]);
    expect(keeper.unsaved).toBe(false);
  });

  it("is stored at once where nothing goes by it", async () => {
    const { keeper, put } = keeperOver(NONE);
    await keeper.open();
    await keeper.run({ on: "edit", draft: { conversations: "99", anonymise: "", tag: "legal-hold" } });
    await keeper.run({ on: "save" });
    expect(put).toMatchObject([{ conversations_days: 99, confirmed: 0 }]);
  });
});

describe("erasing a customer", () => {
  it("takes their label, typed again", async () => {
    const { keeper } = keeperOver(NONE);
    const customer = {
      id: "1",
      external_id: null,
      name: "Kim",
      email: "kim@example.org",
      phone: null,
      label: "kim@example.org",
      conversations: 1,
      last_at: null,
      created_at: "",
    };
    await keeper.run({ on: "erase", customer });
    await keeper.run({ on: "type", text: "Kim" });
    expect(keeper.confirmed).toBe(false);
    await keeper.run({ on: "type", text: "KIM@example.org " });
    expect(keeper.confirmed).toBe(true);
  });
});
