/** Makes `import()` a plain one: Vite's own way loads style sheets first, of which the widget's parts have none. */
import type { Plugin } from "vite";

const HELPER = "\0vite/preload-helper.js";

export const leanImports: Plugin = {
  name: "baton:lean-imports",
  apply: "build",
  enforce: "pre",
  resolveId: (id) => (id === HELPER ? id : null),
  load: (id) => (id === HELPER ? "export const __vitePreload = (load) => load();" : null),
  /** Where a part comes to have a style sheet of its own, the helper is needed again. */
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === "chunk" && chunk.isDynamicEntry && chunk.viteMetadata?.importedCss.size)
        this.error(`${chunk.fileName} has a style sheet that nothing would load.`);
  },
};
