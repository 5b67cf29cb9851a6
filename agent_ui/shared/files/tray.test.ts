import { expect, it } from "vitest";
import type { Attachment } from "../wire.js";
import { FileError, isPicture, type FileDesk, type Limits } from "./desk.js";
import { Tray } from "./tray.js";
import { loadFileWords, sizeText } from "./words.js";

/** A desk whose answers a test gives when it likes. */
class FakeFiles implements FileDesk {
  dropped: string[] = [];
  waiting: { file: File; done: (sent: Attachment) => void; failed: (error: Error) => void }[] = [];
  told: ((part: number) => void)[] = [];

  limits(): Promise<Limits> {
    return Promise.resolve({ max_bytes: 100, max_files: 2, types: ["text/plain"] });
  }

  put(file: File, told: (part: number) => void): Promise<Attachment> {
    this.told.push(told);
    return new Promise((done, failed) => this.waiting.push({ file, done, failed }));
  }

  drop(id: string): void {
    this.dropped.push(id);
  }

  content(): Promise<Blob> {
    return Promise.resolve(new Blob([]));
  }
}

const attachment = (id: string): Attachment => ({ id, name: id, type: "text/plain", size: 3 });
const file = (name: string, text = "abc"): File => new File([text], name);
const settle = (): Promise<void> => new Promise((done) => setTimeout(done));

async function trayWith(...files: File[]): Promise<{ tray: Tray; desk: FakeFiles; added: Promise<void> }> {
  const desk = new FakeFiles();
  const tray = new Tray(desk);
  const added = tray.add(files);
  await settle();
  return { tray, desk, added };
}

it("brings files to the desk, tells how far they are, and hands over what is ready", async () => {
  const { tray, desk, added } = await trayWith(file("a.txt"), file("b.txt"));
  expect([tray.busy, tray.sends("words")]).toEqual([true, false]);
  desk.told[0]?.(0.5);
  expect(tray.items[0]?.part).toBe(0.5);
  for (const { file, done } of desk.waiting) done(attachment(file.name));
  await added;
  expect([tray.busy, tray.sends("")]).toEqual([false, true]);
  expect(tray.take().map(({ id }) => id)).toEqual(["a.txt", "b.txt"]);
  expect(tray.items).toEqual([]);
});

it("refuses without a try what the desk would refuse", async () => {
  const { tray, desk } = await trayWith(
    file("big", "x".repeat(101)),
    file("empty", ""),
    file("a"),
    file("b"),
    file("c"),
  );
  expect(tray.items.map(({ failure }) => failure)).toEqual([
    "too_large",
    "empty",
    undefined,
    undefined,
    "too_many",
  ]);
  expect(desk.waiting.length).toBe(2);
});

it("keeps what failed to be tried again, and sends the rest", async () => {
  const { tray, desk, added } = await trayWith(file("a"), file("b"));
  desk.waiting[0]?.failed(new FileError("offline"));
  desk.waiting[1]?.done(attachment("b"));
  await added;
  expect(tray.items.map(({ state }) => state)).toEqual(["failed", "ready"]);
  expect(tray.items[0]?.again).toBe(true);
  expect(tray.take().map(({ id }) => id)).toEqual(["b"]);
  const again = tray.retry(tray.items[0]?.key ?? 0);
  await settle();
  desk.waiting[2]?.done(attachment("a"));
  await again;
  expect(tray.ready.map(({ id }) => id)).toEqual(["a"]);
});

it("does not offer to try again what will be refused again", async () => {
  const { tray, desk, added } = await trayWith(file("page.html"));
  desk.waiting[0]?.failed(new FileError("unsupported_type"));
  await added;
  expect(tray.items[0]).toMatchObject({ failure: "unsupported_type", again: false });
});

it("stops and takes back what is removed", async () => {
  const { tray, desk, added } = await trayWith(file("a"), file("b"));
  desk.waiting[0]?.done(attachment("a"));
  await settle();
  for (const { key } of tray.items) tray.remove(key);
  desk.waiting[1]?.done(attachment("b"));
  await added;
  expect(desk.dropped).toEqual(["a", "b"]);
  expect(tray.items).toEqual([]);
});

it("takes back what was sent and not gone yet, and drops it like any other", async () => {
  const { tray, desk } = await trayWith();
  tray.putBack([attachment("a"), attachment("b")]);
  expect(tray.ready.map(({ id }) => id)).toEqual(["a", "b"]);
  tray.remove(tray.items[0]?.key ?? 0);
  expect(desk.dropped).toEqual(["a"]);
  expect(tray.take().map(({ id }) => id)).toEqual(["b"]);
});

it("shows pictures with measures alone", () => {
  expect(isPicture({ ...attachment("a"), type: "image/png", width: 3, height: 2 })).toBe(true);
  expect(isPicture({ ...attachment("a"), type: "image/heic" })).toBe(false);
  expect(isPicture({ ...attachment("a"), type: "video/mp4", width: 3, height: 2 })).toBe(false);
});

it("tells sizes in the reader's digits", async () => {
  const [en, fa] = [await loadFileWords("en"), await loadFileWords("fa")];
  expect([1, 182_044, 3_440_000].map((bytes) => sizeText(en, bytes))).toEqual(["1 kB", "182 kB", "3.4 MB"]);
  expect(sizeText(fa, 182_044)).toBe("۱۸۲ کیلوبایت");
});
