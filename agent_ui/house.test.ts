/** The house rules that a reader of the imports can hold: floors point down, and there is no circle. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { preProcessFile } from "typescript";
import { expect, test } from "vitest";

/** Each folder, and what lies below it that it may import. */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  loader: [],
  shop: ["shared"],
  widget: ["shared"],
  rooms: ["shared"],
  build: ["rooms"],
  console: ["rooms", "shared"],
  board: ["console", "rooms", "shared"],
  reports: ["rooms", "shared"],
  editor: ["rooms", "shared"],
  profile: ["rooms", "shared"],
  settings: ["console/models", "widget/models", "rooms", "shared"],
};

/** Every file in a folder with the files it imports, also only their types, and also later. */
const imports = new Map(
  readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && file.includes("/") && !/^(node_modules|dist)\//.test(file))
    .map((file) => [file, importsOf(file)] as const),
);

function folderOf(file: string): string {
  return file.split("/", 1)[0] ?? "";
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  return preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith("."))
    .map((name) => join(dirname(file), name).replace(/\.js$/, ".ts"))
    .filter((name) => name.endsWith(".ts"));
}

/** The first way found from a file back to itself. */
function circle(): readonly string[] | null {
  const cleared = new Set<string>();
  const follow = (file: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (cleared.has(file)) return null;
    for (const next of imports.get(file) ?? []) {
      const found = follow(next, [...way, file]);
      if (found) return found;
    }
    cleared.add(file);
    return null;
  };
  for (const file of imports.keys()) {
    const found = follow(file, []);
    if (found) return found;
  }
  return null;
}

test("every folder has its floor", () => {
  expect(Object.keys(FLOORS).sort()).toEqual([...new Set([...imports.keys()].map(folderOf))].sort());
});

test("what is imported is among the files that are read", () => {
  const lost = [...imports].flatMap(([file, wanted]) =>
    wanted.filter((name) => !imports.has(name)).map((name) => `${file} → ${name}`),
  );
  expect(lost).toEqual([]);
});

test("imports point down", () => {
  const wrong = [...imports].flatMap(([file, wanted]) => {
    const below = [folderOf(file), ...(FLOORS[folderOf(file)] ?? [])];
    return wanted
      .filter((name) => !below.some((floor) => name.startsWith(`${floor}/`)))
      .map((name) => `${file} → ${name}`);
  });
  expect(wrong).toEqual([]);
});

test("no file can be reached from itself by its imports", () => {
  expect(circle()).toBeNull();
});
