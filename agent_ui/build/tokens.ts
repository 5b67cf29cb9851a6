/** Leaves out the tokens that the widget never reads: they are for the larger pages of the staff. */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

const root = resolve(import.meta.dirname, "..");

export const leanTokens: Plugin = {
  name: "baton:lean-tokens",
  apply: "build",
  enforce: "pre",
  transform(code, id) {
    if (!id.endsWith("shared/tokens.css")) return null;
    const texts = [code, ...sourcesIn("widget"), ...sourcesIn("shared")];
    const read = new Set(
      texts.flatMap((text) => Array.from(text.matchAll(/var\((--[\w-]+)/g), (found) => found[1])),
    );
    return code.replace(/^ *(--[\w-]+):[^;]*;\n/gm, (line, name: string) => (read.has(name) ? line : ""));
  },
};

function sourcesIn(folder: string): string[] {
  const names = readdirSync(resolve(root, folder), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(resolve(root, folder, name), "utf8"));
}
