/**
 * The Markdown that answers are written in, read into a small tree. The tree is drawn by templates
 * (markdown-view.ts), so nothing that somebody typed is ever taken for markup of the page.
 */

export type Inline =
  | { type: "text"; text: string }
  | { type: "code"; text: string }
  | { type: "break" }
  | { type: "strong" | "em"; children: Inline[] }
  | { type: "link"; href: string; children: Inline[] };

export type Block =
  | { type: "paragraph"; children: Inline[] }
  | { type: "heading"; level: number; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "quote"; blocks: Block[] }
  | { type: "rule" }
  | { type: "list"; ordered: boolean; start: number; items: Block[][] };

const MAX_DEPTH = 6;
const WRAPPED = 60;
const FENCE = /^ {0,3}(```|~~~)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}> ?/;
const BULLET = /^( {0,3})(?:[-*+•]|(\d{1,4})[.)])\s+/;

/** The blocks of a Markdown text. */
export function parseMarkdown(text: string): Block[] {
  return blocksOf(text.replace(/\r\n?/g, "\n").split("\n"), 0);
}

/** What a person typed: no markup, but lines stay lines and addresses become links. */
export function parsePlain(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const children = lines.flatMap((line, i) => [
    ...(i ? [{ type: "break" } as const] : []),
    ...withLinks(line),
  ]);
  return [{ type: "paragraph", children }];
}

/** An address that may be followed from a message, or null: never a script. */
export function safeHref(href: string): string | null {
  const trimmed = href.trim();
  if (/^(https?:\/\/|mailto:|tel:)[^\s]+$/i.test(trimmed)) return trimmed;
  return /^\/(?![/\\])[^\s\\]*$/.test(trimmed) ? trimmed : null;
}

function blocksOf(lines: string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (!line.trim()) at += 1;
    else at = readBlock(lines, at, depth, blocks);
  }
  return blocks;
}

function readBlock(lines: string[], at: number, depth: number, blocks: Block[]): number {
  const line = lines[at] ?? "";
  const fence = FENCE.exec(line)?.[1];
  if (fence) return readFence(lines, at + 1, fence, blocks);
  const heading = HEADING.exec(line);
  if (heading) {
    blocks.push({
      type: "heading",
      level: (heading[1] ?? "").length,
      children: parseInline(heading[2] ?? ""),
    });
    return at + 1;
  }
  if (RULE.test(line)) {
    blocks.push({ type: "rule" });
    return at + 1;
  }
  if (QUOTE.test(line) && depth < MAX_DEPTH) return readQuote(lines, at, depth, blocks);
  if (BULLET.test(line) && depth < MAX_DEPTH) return readList(lines, at, depth, blocks);
  return readParagraph(lines, at, depth, blocks);
}

function readFence(lines: string[], from: number, fence: string, blocks: Block[]): number {
  let at = from;
  while (at < lines.length && !lines[at]?.trimStart().startsWith(fence)) at += 1;
  blocks.push({ type: "code", text: lines.slice(from, at).join("\n") });
  return at + 1;
}

function readQuote(lines: string[], from: number, depth: number, blocks: Block[]): number {
  let at = from;
  while (at < lines.length && QUOTE.test(lines[at] ?? "")) at += 1;
  const inner = lines.slice(from, at).map((line) => line.replace(QUOTE, ""));
  blocks.push({ type: "quote", blocks: blocksOf(inner, depth + 1) });
  return at;
}

function readList(lines: string[], from: number, depth: number, blocks: Block[]): number {
  const first = BULLET.exec(lines[from] ?? "")?.[2];
  const items: Block[][] = [];
  let at = from;
  for (let mark = BULLET.exec(lines[at] ?? ""); mark; mark = BULLET.exec(lines[at] ?? "")) {
    if ((mark[2] === undefined) !== (first === undefined)) break;
    const item = [(lines[at] ?? "").slice(mark[0].length)];
    at += 1;
    while (at < lines.length && belongsToItem(lines, at)) {
      item.push((lines[at] ?? "").replace(/^(?: {1,4}|\t)/, ""));
      at += 1;
    }
    items.push(blocksOf(item, depth + 1));
  }
  blocks.push({ type: "list", ordered: first !== undefined, start: Number(first ?? 1), items });
  return at;
}

/** An indented line goes on with the item; an empty one does if an indented line follows it. */
function belongsToItem(lines: string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (!line.trim()) return /^(?: {2,}|\t)\S/.test(lines[at + 1] ?? "");
  return /^(?: {2,}|\t)/.test(line) || !(BULLET.test(line) || startsBlock(line));
}

function startsBlock(line: string): boolean {
  return FENCE.test(line) || HEADING.test(line) || QUOTE.test(line) || RULE.test(line);
}

function readParagraph(lines: string[], from: number, depth: number, blocks: Block[]): number {
  let at = from + 1;
  const goesOn = (line: string): boolean =>
    Boolean(line.trim()) && !(depth < MAX_DEPTH && (startsBlock(line) || BULLET.test(line)));
  while (at < lines.length && goesOn(lines[at] ?? "")) at += 1;
  const children = lines
    .slice(from, at)
    .flatMap((line, i) => [
      ...(i ? [joint(lines[from + i - 1] ?? "")] : []),
      ...parseInline(line.trim().replace(/\\$/, "")),
    ]);
  blocks.push({ type: "paragraph", children });
  return at;
}

/** Short lines were meant to be lines; long ones are prose that an editor wrapped. */
function joint(before: string): Inline {
  const meant = before.length < WRAPPED || / {2}$|\\$/.test(before);
  return meant ? { type: "break" } : { type: "text", text: " " };
}

/** The spans of one line. */
export function parseInline(text: string, depth = 0): Inline[] {
  const out: Inline[] = [];
  let plain = "";
  let at = 0;
  const flush = (): void => {
    if (plain) out.push(...(depth ? [{ type: "text", text: plain } as const] : withLinks(plain)));
    plain = "";
  };
  while (at < text.length) {
    const found = depth < MAX_DEPTH ? readSpan(text, at, depth) : null;
    if (found) {
      flush();
      if (found.span) out.push(found.span);
      at = found.end;
      continue;
    }
    if (text[at] === "\\" && /[\\`*_[\](){}#+.!>~-]/.test(text[at + 1] ?? "")) at += 1;
    plain += text[at] ?? "";
    at += 1;
  }
  flush();
  return out;
}

interface Found {
  span: Inline | null;
  end: number;
}

function readSpan(text: string, at: number, depth: number): Found | null {
  const char = text[at];
  if (char === "`") return readCode(text, at);
  if (char === "[") return readLink(text, at, depth);
  if (char === "!" && text[at + 1] === "[") return readLink(text, at + 1, depth);
  if (char === "*" || char === "_") return readEmphasis(text, at, char, depth);
  if (char === "<") return readBracketed(text, at);
  return null;
}

function readCode(text: string, at: number): Found | null {
  const fence = /^`+/.exec(text.slice(at))?.[0] ?? "`";
  const close = text.indexOf(fence, at + fence.length);
  if (close < 0) return null;
  const inner = text.slice(at + fence.length, close);
  return { span: { type: "code", text: inner.trim() || inner }, end: close + fence.length };
}

function readLink(text: string, at: number, depth: number): Found | null {
  const middle = text.indexOf("](", at);
  const close = middle < 0 ? -1 : text.indexOf(")", middle);
  if (close < 0) return null;
  const label = text.slice(at + 1, middle);
  if (label.includes("[")) return null;
  const [target = ""] = text
    .slice(middle + 2, close)
    .trim()
    .split(/\s+["']/, 1);
  const href = safeHref(target);
  const children = parseInline(label, depth + 1);
  if (!href) return { span: { type: "text", text: label }, end: close + 1 };
  return { span: { type: "link", href, children }, end: close + 1 };
}

function readEmphasis(text: string, at: number, char: string, depth: number): Found | null {
  const mark = text[at + 1] === char ? char + char : char;
  const inside = at + mark.length;
  if (!/\S/.test(text[inside] ?? " ") || (char === "_" && /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")))
    return null;
  let close = text.indexOf(mark, inside + 1);
  while (close > 0 && !closes(text, close, mark)) close = text.indexOf(mark, close + mark.length);
  if (close < 0) return null;
  const children = parseInline(text.slice(inside, close), depth + 1);
  return { span: { type: mark.length === 2 ? "strong" : "em", children }, end: close + mark.length };
}

function closes(text: string, at: number, mark: string): boolean {
  if (/\s/.test(text[at - 1] ?? "")) return false;
  const after = text[at + mark.length] ?? "";
  if (mark.length === 1 && (after === mark || text[at - 1] === mark)) return false;
  return !(mark.startsWith("_") && /[\p{L}\p{N}]/u.test(after));
}

function readBracketed(text: string, at: number): Found | null {
  const close = text.indexOf(">", at);
  const inner = close < 0 ? "" : text.slice(at + 1, close);
  if (/^br\s*\/?$/i.test(inner)) return { span: { type: "break" }, end: close + 1 };
  const href = /^[^\s<>@]+@[^\s<>@]+$/.test(inner) ? `mailto:${inner}` : safeHref(inner);
  if (!href || inner.startsWith("/")) return null;
  return { span: { type: "link", href, children: [{ type: "text", text: inner }] }, end: close + 1 };
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"']+/gi;

function withLinks(text: string): Inline[] {
  const out: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const href = match[0].replace(/[.,;:!?)\]}»”،؛؟]+$/, "");
    if (match.index > from) out.push({ type: "text", text: text.slice(from, match.index) });
    out.push({ type: "link", href, children: [{ type: "text", text: href }] });
    from = match.index + href.length;
  }
  if (from < text.length) out.push({ type: "text", text: text.slice(from) });
  return out;
}
