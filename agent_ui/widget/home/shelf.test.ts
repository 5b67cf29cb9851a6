import { expect, it } from "vitest";
import type { HelpEntry } from "../../shared/wire.js";
import { Librarian, type Shelf } from "./shelf.js";

const entry = (title: string): HelpEntry => ({ id: title, title, lang: "en", excerpt: "" });

/** A desk whose answers come when the test says so, and a clock that the test moves. */
function library(): {
  librarian: Librarian;
  asked: string[];
  answer: (at: number, ...titles: string[]) => Promise<void>;
  fail: (at: number) => Promise<void>;
  pass: () => void;
  shown: () => Shelf | undefined;
} {
  const asked: string[] = [];
  const answers: { resolve: (value: unknown) => void; reject: (why: Error) => void }[] = [];
  const waiting: (() => void)[] = [];
  let shown: Shelf | undefined;
  const librarian = new Librarian(
    {
      ask: (path) => {
        asked.push(path);
        return new Promise((resolve, reject) => answers.push({ resolve: resolve as never, reject }));
      },
      later: (run) => waiting.push(run),
      changed: (shelf) => (shown = shelf),
    },
    "en",
  );
  const settled = (): Promise<void> => new Promise((done) => setTimeout(done));
  return {
    librarian,
    asked,
    answer: (at, ...titles) => {
      answers[at]?.resolve({ topics: [], articles: titles.map(entry) });
      return settled();
    },
    fail: (at) => {
      answers[at]?.reject(new Error("offline"));
      return settled();
    },
    pass: () => waiting.splice(0).forEach((run) => run()),
    shown: () => shown,
  };
}

it("asks once for a word, when its letters have come", async () => {
  const { librarian, asked, answer, pass, shown } = library();
  for (const typed of ["re", "ret", "retu"]) librarian.type(typed);
  pass();
  expect(asked).toEqual(["articles?lang=en&q=retu"]);
  await answer(0, "Returns");
  expect(shown()).toMatchObject({ q: "retu", state: "here", articles: [entry("Returns")] });
});

it("shows the answer to the last question, whichever comes last", async () => {
  const { librarian, answer, pass, shown } = library();
  librarian.type("lamp");
  pass();
  librarian.type("lamp oak");
  pass();
  await answer(1, "Oak lamps");
  await answer(0, "Lamps");
  expect(shown()?.articles).toEqual([entry("Oak lamps")]);
});

it("goes back to the beginning when the field is emptied", async () => {
  const { librarian, asked, answer, pass, shown } = library();
  librarian.type("l");
  pass();
  expect(asked).toEqual(["articles?lang=en"]);
  await answer(0, "New");
  expect(shown()?.q).toBe("");
});

it("says that nothing can be loaded, and tries anew", async () => {
  const { librarian, answer, fail, shown } = library();
  librarian.pick("delivery");
  await fail(0);
  expect(shown()).toMatchObject({ state: "lost", topic: "delivery" });
  librarian.begin("fa");
  await answer(1, "تازه");
  expect(shown()).toMatchObject({ state: "here", topic: null });
});
