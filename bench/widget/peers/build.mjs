/** Each peer as one script, by the bundler and the settings that our own pages have: node build.mjs VITE OUT */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [vite, out] = process.argv.slice(2);
const { build } = await import(pathToFileURL(vite).href);
const weighed = {};
for (const name of ["rasa-webchat", "papercups", "deep-chat"]) {
  await build({
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    build: {
      outDir: join(out, name),
      rolldownOptions: { input: `${name}.js`, output: { entryFileNames: "widget.js", format: "iife" } },
    },
  });
  const files = readdirSync(join(out, name)).map((file) => readFileSync(join(out, name, file)));
  weighed[name] = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
}
writeFileSync(join(out, "weights.json"), JSON.stringify(weighed));
