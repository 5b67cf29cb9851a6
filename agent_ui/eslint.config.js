import js from "@eslint/js";
import { configs as lit } from "eslint-plugin-lit";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["dist", "node_modules"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...ts.configs.strictTypeChecked, ...ts.configs.stylisticTypeChecked, lit["flat/recommended"]],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/unbound-method": "off", // Lit binds the listeners of a template to their element.
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Render text through templates only." },
        { property: "outerHTML", message: "Render text through templates only." },
        { property: "insertAdjacentHTML", message: "Render text through templates only." },
      ],
      "no-restricted-imports": [
        "error",
        {
          paths: [{ name: "lit/directives/unsafe-html.js", message: "Render text through templates only." }],
        },
      ],
    },
  },
  {
    files: ["**/*.mjs", "*.js"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
  },
);
