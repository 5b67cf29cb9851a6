import { describe, expect, it } from "vitest";
import { emptyFields, faultsOf, linesOf, tagsOf, type Article } from "./article.js";
import { placeOf, shares, type Hit } from "./asking.js";
import { Draft } from "./draft.js";
import { folded, Library, NO_FILTER } from "./library.js";

function article(parts: Partial<Article> & { id: string }): Article {
  return {
    doc_id: parts.id,
    slug: parts.id,
    title: `Title ${parts.id}`,
    body: "Text",
    lang: "en",
    tags: [],
    status: "published",
    group_id: parts.id,
    phrasings: [],
    url: null,
    revision: 1,
    created_at: "2026-03-01T10:00:00Z",
    updated_at: "2026-03-01T10:00:00Z",
    checked_at: "2026-03-01T10:00:00Z",
    published_at: null,
    ...parts,
  };
}

describe("a draft", () => {
  it("is dirty only while it differs from what was read", () => {
    const draft = Draft.of(article({ id: "a" }));
    expect(draft.dirty).toBe(false);
    const changed = draft.change({ title: "New" });
    expect(changed.dirty).toBe(true);
    expect(changed.change({ title: "Title a" }).dirty).toBe(false);
  });

  it("saved is clean, but keeps what was written while the answer was on its way", () => {
    const sent = Draft.of(article({ id: "a" })).change({ body: "One" });
    const answer = article({ id: "a", body: "One", revision: 2 });
    expect(sent.saved(answer, sent.fields).dirty).toBe(false);
    const later = sent.change({ body: "One and two" }).saved(answer, sent.fields);
    expect([later.dirty, later.fields.body, later.revision]).toEqual([true, "One and two", 2]);
  });

  it("in a conflict holds both versions until one is chosen", () => {
    const mine = Draft.of(article({ id: "a" })).change({ body: "Mine" });
    const clash = mine.conflict(article({ id: "a", body: "Theirs", revision: 5 }));
    expect(clash.fields.body).toBe("Mine");
    expect(clash.differences()).toEqual(["body"]);
    const kept = clash.keepMine();
    expect([kept.fields.body, kept.revision, kept.dirty, kept.theirs]).toEqual(["Mine", 5, true, null]);
    const taken = clash.takeTheirs();
    expect([taken.fields.body, taken.revision, taken.dirty]).toEqual(["Theirs", 5, false]);
  });

  it("keeps unsaved words when only the status changes", () => {
    const draft = Draft.of(article({ id: "a", status: "draft" })).change({ title: "Better" });
    const moved = draft.moved(article({ id: "a", status: "published", revision: 2 }));
    expect([moved.fields.title, moved.base?.status, moved.dirty]).toEqual(["Better", "published", true]);
  });
});

describe("fields", () => {
  it("need a title, a text and a clean slug", () => {
    const empty = emptyFields("en");
    expect(faultsOf(empty)).toEqual(["title.empty", "body.empty"]);
    const good = { ...empty, title: "Title", body: "Text" };
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, slug: "زمان-تحویل" })).toEqual([]);
    expect(faultsOf({ ...good, slug: "no spaces" })).toEqual(["slug.shape"]);
    expect(faultsOf({ ...good, slug: "double--hyphen" })).toEqual(["slug.shape"]);
    expect(faultsOf({ ...good, title: "x".repeat(301) })).toEqual(["title.long"]);
  });

  it("read lists as people type them", () => {
    expect(linesOf("one\n\n two \none")).toEqual(["one", "two"]);
    expect(tagsOf("delivery, parcel،ارسال,")).toEqual(["delivery", "parcel", "ارسال"]);
  });

  it("of a translation join the group and take the tags", () => {
    const fields = emptyFields("pl", article({ id: "a", group_id: "g", tags: ["x"] }));
    expect([fields.group_id, fields.tags, fields.lang]).toEqual(["g", ["x"], "pl"]);
  });
});

describe("the library", () => {
  const library = new Library();
  library.put([
    article({ id: "en", group_id: "g", updated_at: "2026-03-03T10:00:00Z", tags: ["delivery"] }),
    article({ id: "fa", group_id: "g", lang: "fa", title: "ارسال کالا", status: "draft" }),
    article({ id: "old", status: "archived", updated_at: "2026-03-02T10:00:00Z", phrasings: ["send back"] }),
  ]);
  library.complete = true;
  const ids = (filter: Partial<typeof NO_FILTER>): string[] =>
    library.find({ ...NO_FILTER, ...filter }).map(({ id }) => id);

  it("lists the latest change first and filters by everything shown", () => {
    expect(ids({})).toEqual(["en", "old", "fa"]);
    expect(ids({ lang: "fa" })).toEqual(["fa"]);
    expect(ids({ status: "archived" })).toEqual(["old"]);
    expect(ids({ tag: "delivery" })).toEqual(["en"]);
    expect(ids({ q: "SEND" })).toEqual(["old"]);
    expect(ids({ q: "كالا" })).toEqual(["fa"]);
  });

  it("says which languages an article lacks, but not of an archived one", () => {
    const get = (id: string): Article => library.get(id) ?? article({ id });
    expect(library.missing(get("en"))).toEqual(["pl"]);
    expect(library.missing(get("old"))).toEqual([]);
    expect(ids({ missing: true })).toEqual(["en", "fa"]);
  });

  it("calls nothing missing while it does not know all articles", () => {
    const part = new Library();
    part.put([article({ id: "en" })]);
    expect(part.missing(article({ id: "en" }))).toEqual([]);
  });

  it("offers for linking what has no translation in that language yet", () => {
    expect(library.linkable("pl", null).map(({ id }) => id)).toEqual(["en", "fa"]);
    expect(library.linkable("fa", null).map(({ id }) => id)).toEqual([]);
  });

  it("folds Arabic and Persian letters, case and the invisible joiner", () => {
    expect(folded("كتاب‌هاي ABC")).toBe("کتاب های abc");
  });
});

describe("asking the bot", () => {
  const hit = (id: string, score: number): Hit => ({
    article_id: id,
    slug: id,
    title: id,
    url: null,
    lang: "en",
    heading: null,
    passage: "",
    score,
    dense: score,
    lexical: 0,
  });

  it("counts places by article, not by passage", () => {
    const hits = [hit("a", 0.9), hit("a", 0.8), hit("b", 0.4)];
    expect(placeOf(hits, "b")).toBe(2);
    expect(placeOf(hits, "c")).toBe(0);
    expect(placeOf(hits, null)).toBe(0);
  });

  it("draws bars against the best hit and none for what scored nothing", () => {
    const hits = [hit("a", 0.8), hit("b", 0.4), hit("c", -0.1)];
    expect(shares(hits, "score")).toEqual([1, 0.5, 0]);
    expect(shares(hits, "lexical")).toEqual([0, 0, 0]);
  });
});
