/** What one visitor downloads, gzipped; a page above its budget fails the check. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = join(import.meta.dirname, "..", "dist");
const read = (path) => readFileSync(join(dist, path));
const weigh = (path) => gzipSync(read(path), { level: 9 }).length;
const sum = (sizes) => sizes.reduce((a, b) => a + b, 0);

const manifest = JSON.parse(read("widget/manifest.json").toString());
const isLocale = (key) => /locales\/\w+\.json$/.test(key);

/** A chunk and all that it names at its top: what must be there before it runs. */
function withImports(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const name of manifest[key].imports ?? []) withImports(name, found);
  return found;
}

const filesOf = (keys) =>
  new Set([...keys].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));
const heaviest = (keys) => Math.max(...keys.map((key) => weigh(manifest[key].file)));

const entry = "widget/frame.html";
const first = withImports(entry);
const later = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry);
const words = (folder) => later.filter((key) => isLocale(key) && key.startsWith(folder));

/** The page, its script and style, and the heaviest of the locale files. */
const firstBytes = weigh(entry) + sum([...filesOf(first)].map(weigh)) + heaviest(words("widget/locales/"));

/** The messages and their Markdown, loaded right after the first paint. */
const talk = withImports(Object.keys(manifest).find((key) => manifest[key].name === "talk"));
for (const key of first) talk.delete(key);
const talkBytes = sum([...filesOf(talk)].map(weigh));

/** Everything else that a visitor may ever need, in the heaviest language. */
const parts = new Set(later.filter((key) => !isLocale(key)).flatMap((key) => [...withImports(key)]));
for (const key of first) parts.delete(key);
const laterBytes = sum([...filesOf(parts)].map(weigh)) + heaviest(words("widget/parts/"));

const budgets = [
  ["loader", weigh("widget/loader.js"), 2000],
  ["widget, first paint", firstBytes, 24_000],
  ["widget, to talk", firstBytes + talkBytes, 30_000],
  ["widget, with every part", firstBytes + laterBytes, 60_000],
];
for (const [name, bytes, budget] of budgets) console.log(`${name}: ${bytes} of ${budget} bytes gzipped`);
if (process.argv.includes("--parts"))
  for (const file of filesOf(parts)) console.log(`  ${file}: ${weigh(file)}`);
if (budgets.some(([, bytes, budget]) => bytes > budget)) {
  console.error("A byte budget is exceeded.");
  process.exit(1);
}
