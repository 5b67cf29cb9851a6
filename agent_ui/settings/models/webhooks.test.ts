import { describe, expect, it } from "vitest";
import {
  isAddress,
  pretty,
  standing,
  titleOf,
  USUAL,
  WebhooksModel,
  type Delivery,
  type HookDraft,
  type Webhook,
} from "./webhooks.js";

const CRM: Webhook = {
  id: "1",
  url: "https://crm.example/baton",
  name: "",
  events: ["message.created"],
  active: true,
  old_secret_until: null,
  failing_since: null,
  off_because: null,
  off_at: null,
  created_at: "2026-03-01T09:30:00.000Z",
  created_by: "Ada",
};

function draftOf(model: WebhooksModel): HookDraft {
  if (!model.draft) throw new Error("nothing is written");
  return model.draft;
}

function told(parts: Partial<Delivery>): Delivery {
  return {
    number: 1,
    id: "d",
    event: "message.created",
    conversation_id: null,
    body: "{}",
    state: "waiting",
    by_hand: false,
    tries: 0,
    status: null,
    milliseconds: null,
    problem: null,
    created_at: "",
    due_at: "",
    ended_at: null,
    ...parts,
  };
}

describe("a webhook that is written", () => {
  it("hears of everything but notes, unless somebody ticks them", () => {
    const model = new WebhooksModel();
    model.begin();
    expect(model.draft?.events).toEqual(USUAL);
    expect(USUAL).not.toContain("note.created");
  });

  it("needs an address and something to hear", () => {
    const model = new WebhooksModel();
    model.begin();
    model.draft = { ...draftOf(model), events: [] };
    expect([...model.problems]).toEqual(["url", "events"]);
  });

  it("has changed when it says something else, in whatever order", () => {
    const model = new WebhooksModel();
    model.webhooks = [{ ...CRM, events: ["message.created", "offer.made"] }];
    model.begin(model.webhooks[0]);
    model.draft = { ...draftOf(model), events: ["offer.made", "message.created"] };
    expect(model.changed).toBe(false);
    model.draft = { ...draftOf(model), active: false };
    expect(model.changed).toBe(true);
  });
});

describe("an address", () => {
  it("begins with https or http and names a host, without a password", () => {
    expect(["https://a.example/x?y=1", " http://10.0.0.1:81 "].every(isAddress)).toBe(true);
    expect(
      ["", "a.example", "ftp://a", "https://", "https://me:pw@a.example", "https://a/#b"].some(isAddress),
    ).toBe(false);
  });
});

describe("how a webhook stands", () => {
  it("says why it is off", () => {
    expect(standing(CRM)).toBe("on");
    expect(standing({ ...CRM, failing_since: "x" })).toBe("failing");
    expect(standing({ ...CRM, active: false })).toBe("off");
    expect(standing({ ...CRM, active: false, off_because: "gone" })).toBe("off_gone");
    expect(standing({ ...CRM, active: false, off_because: "failing" })).toBe("off_failing");
  });

  it("is named by its host where nobody named it", () => {
    expect(titleOf(CRM)).toBe("crm.example");
    expect(titleOf({ ...CRM, name: "CRM" })).toBe("CRM");
  });
});

describe("the log", () => {
  it("is asked again while something was not tried yet", () => {
    const model = new WebhooksModel();
    model.learntLog([told({})], null);
    expect(model.pending).toBe(true);
    model.learntLog([told({ tries: 1 })], null);
    expect(model.pending).toBe(false);
  });

  it("goes on where it ended, page by page", () => {
    const model = new WebhooksModel();
    model.learntLog(
      Array.from({ length: 50 }, (_, at) => told({ number: 100 - at })),
      null,
    );
    expect(model.more).toBe(true);
    model.learntLog([told({ number: 50 })], 51);
    expect(model.log?.length).toBe(51);
    expect(model.more).toBe(false);
  });

  it("shows a body in lines, and anything else as it is", () => {
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(pretty("{")).toBe("{");
  });
});
