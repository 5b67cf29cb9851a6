/** Takes the indentation out of html`` and css`` templates, which no minifier touches. */
import { parseSync, type Plugin } from "vite";

interface Found {
  start: number;
  end: number;
  tag: string;
}

export const leanTemplates: Plugin = {
  name: "baton:lean-templates",
  apply: "build",
  enforce: "post",
  transform(code, id) {
    if (!id.endsWith(".ts") || !/\b(html|css)`/.test(code)) return null;
    let out = "";
    let at = 0;
    for (const { start, end, tag } of textsIn(parseSync(id, code, { lang: "js" }).program).sort(
      (a, b) => a.start - b.start,
    )) {
      const text = code.slice(start, end).replace(/\s+/g, " ");
      out += code.slice(at, start) + (tag === "css" ? leanCss(text) : text);
      at = end;
    }
    return { code: out + code.slice(at), map: null };
  },
};

function leanCss(text: string): string {
  return text
    .replace(/\/\*.*?\*\//g, "")
    .replace(/ ?([{};]) ?/g, "$1")
    .replace(/([:,]) /g, "$1")
    .replace(/;}/g, "}");
}

/** The literal parts of tagged templates, wherever they stand in the tree. */
function textsIn(node: unknown): Found[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (typeof node !== "object" || node === null) return [];
  const inner = Object.values(node).flatMap(textsIn);
  const { type, tag, quasi } = node as {
    type?: string;
    tag?: { name?: string };
    quasi?: { quasis: Found[] };
  };
  const name = tag?.name ?? "";
  if (type !== "TaggedTemplateExpression" || !["html", "css", "svg"].includes(name)) return inner;
  return [...inner, ...(quasi?.quasis ?? []).map(({ start, end }) => ({ start, end, tag: name }))];
}
