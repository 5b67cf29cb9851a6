/** Writes the page of each room from one template, in the build as on the dev server. */
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Plugin } from "vite";
import { ROOMS } from "../rooms/rooms.js";

const root = resolve(import.meta.dirname, "..");
const names = Object.keys(ROOMS);
const pageOf = (name: string): string =>
  readFileSync(resolve(root, "rooms/page.html"), "utf8").replace("ROOM", name);

/** What the build starts from; none of these files exists. */
export const roomPages: readonly string[] = names.map((name) => resolve(root, name, "index.html"));

export const roomsFromOneTemplate: Plugin = {
  name: "baton:rooms-from-one-template",
  enforce: "pre",
  resolveId: (id) => (roomPages.includes(id) ? id : null),
  load: (id) => (roomPages.includes(id) ? pageOf(basename(dirname(id))) : null),
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      const [, name = ""] = /^\/(\w+)\/?(?:\?|$)/.exec(request.url ?? "") ?? [];
      if (!names.includes(name)) {
        next();
        return;
      }
      server.transformIndexHtml(`/${name}/index.html`, pageOf(name)).then((page) => {
        response.setHeader("content-type", "text/html");
        response.end(page);
      }, next);
    });
  },
};
