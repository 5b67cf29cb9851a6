import { expect, it } from "vitest";
import { Parts } from "./parts.js";

/** Parts whose loading fails as often as is said, and the waits that they asked for. */
function parts(failures: number) {
  const loaded: string[] = [];
  const waits: (() => void)[] = [];
  const load = (name: string) => (): Promise<void> => {
    loaded.push(name);
    return loaded.length > failures ? Promise.resolve() : Promise.reject(new Error("offline"));
  };
  const loads = {
    talk: load("talk"),
    files: load("files"),
    closing: load("closing"),
    menu: load("menu"),
    waiting: load("waiting"),
  };
  return { parts: new Parts(loads, (run) => waits.push(run)), loaded, waits };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

it("loads a part once, however often it is needed", async () => {
  const { parts: some, loaded, waits } = parts(0);
  some.need("menu");
  some.need("menu");
  await settled();
  expect(loaded).toEqual(["menu"]);
  expect(waits).toEqual([]);
});

it("asks again after a while for what the network did not bring", async () => {
  const { parts: some, loaded, waits } = parts(2);
  some.need("menu");
  await settled();
  waits.shift()?.();
  await settled();
  waits.shift()?.();
  await settled();
  expect(loaded).toEqual(["menu", "menu", "menu"]);
  expect(waits).toEqual([]);
});
