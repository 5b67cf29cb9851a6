/** Every page says everything in every language. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LANGS } from "./i18n.js";
import type { Lang } from "./wire.js";

const root = join(import.meta.dirname, "..");
const folders = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter(
    (entry) => entry.isDirectory() && entry.name === "locales" && !/node_modules|dist/.test(entry.parentPath),
  )
  .map((entry) => join(entry.parentPath, entry.name));

const PLURAL = /\.(zero|one|two|few|many|other)$/;

function read(folder: string, lang: Lang): Record<string, string> {
  return JSON.parse(readFileSync(join(folder, `${lang}.json`), "utf8")) as Record<string, string>;
}

function stems(table: Record<string, string>): string[] {
  return [...new Set(Object.keys(table).map((key) => key.replace(PLURAL, "")))].sort();
}

function holes(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

/** In Persian one word a thing: those on the left say the same as those on the right, which stand everywhere else. */
const ELSEWHERE = { جستجو: "جست‌وجو", کارشناس: "پشتیبان", گروه‌: "تیم" };

describe.each(folders)("%s", (folder) => {
  it("calls in Persian nothing by two names", () => {
    const said = Object.values(read(folder, "fa")).join("\n");
    for (const other of Object.keys(ELSEWHERE)) expect(said).not.toContain(other);
  });

  const english = read(folder, "en");

  it.each(LANGS)("%s has every key, and each plural form that its language needs", (lang) => {
    const table = read(folder, lang);
    expect(stems(table)).toEqual(stems(english));
    const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    const plurals = new Set(
      Object.keys(table)
        .filter((key) => PLURAL.test(key))
        .map((key) => key.replace(PLURAL, "")),
    );
    for (const stem of plurals)
      for (const form of forms) expect(table, `${stem} in ${lang}`).toHaveProperty([`${stem}.${form}`]);
  });

  it.each(LANGS)("%s leaves no sentence empty and fills in only what the English one does", (lang) => {
    for (const [key, text] of Object.entries(read(folder, lang))) {
      expect(text.trim(), key).not.toBe("");
      const source = english[key] ?? english[key.replace(PLURAL, ".other")] ?? "";
      const known = [...holes(source), ...(PLURAL.test(key) ? ["{n}"] : [])];
      for (const hole of holes(text)) expect(known, key).toContain(hole);
    }
  });
});
