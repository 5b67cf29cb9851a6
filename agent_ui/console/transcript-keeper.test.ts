import { expect, it } from "vitest";
import { TranscriptKeeper } from "./transcript-keeper.js";

/** A desk that can send e-mail, once it can be reached. */
function desk(reachable = true) {
  const asked: string[] = [];
  const sent: [string, string][] = [];
  const said: unknown[] = [];
  const state = { reachable, changed: 0 };
  const keeper = new TranscriptKeeper({
    calls: {
      transcriptForm: (id) => {
        asked.push(id);
        return state.reachable ? Promise.resolve({ on: true, email: null }) : Promise.reject(new Error());
      },
      sendTranscript: (id, email) => {
        sent.push([id, email]);
        return Promise.resolve({ email: email || "kim@example.org" });
      },
    },
    voice: { say: (...words) => said.push(words) },
    changes: { changed: () => (state.changed += 1) },
  });
  return { keeper, asked, sent, said, state };
}

it("asks the desk once whether it sends e-mail", async () => {
  const { keeper, asked, state } = desk();
  expect(keeper.on).toBe(false);
  await keeper.look("a");
  await keeper.look("b");
  expect(keeper.on).toBe(true);
  expect(asked).toEqual(["a"]);
  expect(state.changed).toBe(1);
});

it("asks again after it got no answer, and after somebody has left", async () => {
  const { keeper, asked, state } = desk(false);
  await keeper.look("a");
  expect(keeper.on).toBe(false);
  state.reachable = true;
  await keeper.look("b");
  expect(keeper.on).toBe(true);
  keeper.forget();
  expect(keeper.on).toBe(false);
  await keeper.look("c");
  expect(asked).toEqual(["a", "b", "c"]);
});

it("says to which address the copy goes", async () => {
  const { keeper, sent, said } = desk();
  await keeper.send("a", "");
  expect(sent).toEqual([["a", ""]]);
  expect(said).toEqual([["good", "done.transcript", { email: "kim@example.org" }]]);
});
