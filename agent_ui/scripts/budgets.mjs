/** What one visitor downloads, gzipped; a page above its budget fails the check. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = join(import.meta.dirname, "..", "dist");
const read = (path) => readFileSync(join(dist, path));
const weigh = (path) => gzipSync(read(path), { level: 9 }).length;

/** The page and everything that it names, with the heaviest of the locale files. */
function weighFrame() {
  const page = read("widget/frame.html").toString();
  const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)]
    .map(([, path]) => path.replace(/^\//, ""))
    .filter((path) => !path.startsWith("data:"));
  const script = named.find((path) => path.endsWith(".js"));
  const imports = [
    ...read(script)
      .toString()
      .matchAll(/["'`](\.\/[\w-]+\.js)["'`]/g),
  ].map(([, path]) => join(dirname(script), path));
  const locales = imports.filter((path) => /\/(en|fa|pl)-/.test(path));
  const others = imports.filter((path) => !locales.includes(path));
  const heaviest = Math.max(...locales.map(weigh));
  return ["widget/frame.html", ...named, ...new Set(others)].map(weigh).reduce((a, b) => a + b, heaviest);
}

const budgets = [
  ["loader", weigh("widget/loader.js"), 2000],
  ["widget", weighFrame(), 30_000],
];
for (const [name, bytes, budget] of budgets) console.log(`${name}: ${bytes} of ${budget} bytes gzipped`);
if (budgets.some(([, bytes, budget]) => bytes > budget)) {
  console.error("A byte budget is exceeded.");
  process.exit(1);
}
