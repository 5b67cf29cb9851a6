/**
 * Three builds into one folder: the pages (the shop and the rooms of the staff), the widget's frame by itself so that
 * nothing another page needs can slip into its bytes, and the loader as one classic script.
 */
import { resolve } from "node:path";
import { defineConfig, type Plugin, type UserConfig } from "vite";
import { leanImports } from "./build/imports.js";
import { roomPages, roomsFromOneTemplate } from "./build/rooms.js";
import { leanTemplates } from "./build/templates.js";
import { leanTokens } from "./build/tokens.js";

const at = (path: string): string => resolve(import.meta.dirname, path);
const app = process.env.BATON_APP ?? "http://127.0.0.1:8000";

/** The shop is the site's front page: its HTML is written one folder up. */
const shopAtTheTop: Plugin = {
  name: "baton:shop-at-the-top",
  enforce: "post",
  generateBundle(_options, bundle) {
    const page = bundle["shop/index.html"];
    if (page) page.fileName = "index.html";
  },
};

/** The dev server answers at the same addresses as the app does. */
const sameAddresses: Plugin = {
  name: "baton:same-addresses",
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      const [path = "/"] = (request.url ?? "/").split("?");
      if (path === "/widget/loader.js") {
        void server.transformRequest("/loader/loader.ts").then((result) => {
          response.setHeader("content-type", "text/javascript");
          response.end(result?.code);
        }, next);
        return;
      }
      if (path === "/") request.url = "/shop/index.html";
      next();
    });
  },
};

/** What the widget's parts share with its first paint goes in one piece, which packs better than many. */
const isFirst = (id: string): boolean =>
  /agent_ui\/widget\/(elements|model)\/|agent_ui\/shared\/(?!markdown|files|plain|socketio\/polling)|node_modules/.test(
    id,
  ) && !id.endsWith(".css");

/** So does what other parts share with the messages. */
const isTalk = (id: string): boolean => /agent_ui\/(widget\/talk\/|shared\/markdown)/.test(id);

const forMode: Record<string, UserConfig> = {
  widget: {
    plugins: [leanImports, leanTokens],
    build: {
      emptyOutDir: false,
      manifest: "widget/manifest.json",
      modulePreload: false,
      rolldownOptions: {
        input: at("widget/frame.html"),
        // An icon then lies with the part that shows it.
        optimization: { inlineConst: { mode: "all" } },
        output: {
          codeSplitting: {
            groups: [
              { name: "first", test: isFirst },
              { name: "talk", test: isTalk },
            ],
          },
        },
      },
    },
  },
  loader: {
    build: {
      emptyOutDir: false,
      lib: {
        entry: at("loader/loader.ts"),
        formats: ["iife"],
        name: "baton",
        fileName: () => "widget/loader.js",
      },
    },
  },
  pages: {
    build: {
      rolldownOptions: {
        input: [at("shop/index.html"), ...roomPages],
      },
    },
  },
};

export default defineConfig(({ mode }) => {
  const chosen = forMode[mode] ?? forMode.pages;
  return {
    ...chosen,
    appType: "mpa",
    plugins: [...(chosen?.plugins ?? []), shopAtTheTop, sameAddresses, roomsFromOneTemplate, leanTemplates],
    server: {
      proxy: {
        "/api": app,
        "/demo": app,
        "/socket.io": { target: app, ws: true },
      },
    },
    build: {
      outDir: "dist",
      target: "es2022",
      cssTarget: ["chrome123", "safari17.5", "firefox120"],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      ...chosen?.build,
    },
    test: { include: ["**/*.test.ts"], environment: "node" },
  };
});
