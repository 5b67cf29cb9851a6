/** Draws the tree of markdown.ts with templates. */
import { html, type TemplateResult } from "lit";
import type { Block, Inline } from "./markdown.js";

/** Code of up to this length stays on one line: an order number, a voucher. */
const SHORT = 24;

export function drawBlocks(blocks: Block[]): TemplateResult[] {
  return blocks.map(drawBlock);
}

function drawBlock(block: Block): TemplateResult {
  switch (block.type) {
    case "paragraph":
      return html`<p>${drawInline(block.children)}</p>`;
    case "heading":
      return block.level <= 2
        ? html`<h3>${drawInline(block.children)}</h3>`
        : html`<h4>${drawInline(block.children)}</h4>`;
    case "code":
      return html`<pre dir="ltr"><code>${block.text}</code></pre>`;
    case "quote":
      return html`<blockquote>${drawBlocks(block.blocks)}</blockquote>`;
    case "rule":
      return html`<hr />`;
    case "list": {
      const items = block.items.map((item) => html`<li>${drawItem(item)}</li>`);
      return block.ordered
        ? html`<ol start=${block.start}>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
  }
}

/** A list item of one paragraph needs no paragraph around it. */
function drawItem(blocks: Block[]): unknown {
  const [first, ...rest] = blocks;
  if (first?.type !== "paragraph") return drawBlocks(blocks);
  return [drawInline(first.children), drawBlocks(rest)];
}

function drawInline(spans: Inline[]): unknown[] {
  return spans.map((span) => {
    switch (span.type) {
      case "text":
        return span.text;
      case "break":
        return html`<br />`;
      case "code":
        return html`<code class=${span.text.length > SHORT ? "" : "short"} dir="auto">${span.text}</code>`;
      case "strong":
        return html`<strong>${drawInline(span.children)}</strong>`;
      case "em":
        return html`<em>${drawInline(span.children)}</em>`;
      case "link":
        return html`<a href=${span.href} target="_blank" rel="noopener noreferrer" dir="auto"
          >${drawInline(span.children)}</a
        >`;
    }
  });
}
