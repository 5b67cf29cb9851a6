import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOMS } from "./rooms.js";

const root = join(import.meta.dirname, "..");
const PLURAL = /\.(zero|one|two|few|many|other)$/;

function table(folder: string, lang: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, folder, "locales", `${lang}.json`), "utf8")) as Record<
    string,
    string
  >;
}

function stems(words: Record<string, string>): Set<string> {
  return new Set(Object.keys(words).map((key) => key.replace(PLURAL, "")));
}

function holes(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();
}

describe.each(["rooms", ...Object.keys(ROOMS)])("the words of %s", (folder) => {
  const english = table(folder, "en");

  it.each(["fa", "pl"])("are complete in %s", (lang) => {
    expect(stems(table(folder, lang))).toEqual(stems(english));
  });

  it.each(["fa", "pl"])("name in %s nothing that English does not fill in", (lang) => {
    for (const [key, text] of Object.entries(table(folder, lang))) {
      const source = english[key] ?? english[key.replace(PLURAL, ".other")] ?? "";
      expect([key, holes(text)]).toEqual([key, holes(source)]);
    }
  });

  it.each(["en", "fa", "pl"])("have in %s every plural form that the language needs", (lang) => {
    const words = table(folder, lang);
    const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    const plurals = [...stems(words)].filter((stem) => `${stem}.other` in words);
    for (const stem of plurals) for (const form of forms) expect(words).toHaveProperty([`${stem}.${form}`]);
  });
});

it("no text for people stands in the elements", () => {
  const quoted = />\s*[A-Za-z]{3,}[^<${}]*</;
  for (const folder of ["rooms", ...Object.keys(ROOMS).map((room) => `${room}/ui`)]) {
    for (const name of readdirSync(join(root, folder)).filter((file) => file.endsWith(".ts"))) {
      const lines = readFileSync(join(root, folder, name), "utf8").split("\n");
      const found = lines.filter((line) => quoted.test(line) && !/=>|Baton|\bextends\b/.test(line));
      expect([name, found]).toEqual([name, []]);
    }
  }
});
