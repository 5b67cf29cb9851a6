/** One message, drawn: its words in their own direction, the article behind them, the buttons under them. */
import { css, html, nothing, type TemplateResult } from "lit";
import { dirOf, dirOfText } from "../../shared/i18n.js";
import { ARTICLE, EXTERNAL, icon } from "../../shared/icons.js";
import { drawBlocks } from "../../shared/markdown-view.js";
import { parseMarkdown, parsePlain, safeHref, type Block } from "../../shared/markdown.js";
import type { Hit, Message } from "../../shared/wire.js";
import type { WidgetWords } from "../words.js";

const parsed = new WeakMap<Message, Block[]>();

function blocksOf(message: Message): Block[] {
  const known = parsed.get(message);
  if (known) return known;
  const blocks = message.author.type === "visitor" ? parsePlain(message.text) : parseMarkdown(message.text);
  parsed.set(message, blocks);
  return blocks;
}

export function bubble(message: Message, words: WidgetWords): TemplateResult {
  const answer = message.payload?.answer;
  const hit = answer?.outcome === "answered" ? answer.hits?.[0] : undefined;
  return html`<div
    class="bubble"
    data-seq=${message.seq}
    dir=${message.author.type === "visitor" ? dirOfText(message.text) : dirOf(message.lang)}
    lang=${message.lang ?? nothing}
  >
    ${drawBlocks(blocksOf(message))}${hit ? card(hit, words) : null}
  </div>`;
}

/** What the customer wrote and the desk has not confirmed. */
export function draftBubble(text: string): TemplateResult {
  return html`<div class="bubble pending" dir="auto">${drawBlocks(parsePlain(text))}</div>`;
}

function card(hit: Hit, words: WidgetWords): TemplateResult {
  const href = safeHref(hit.url ?? "");
  const inside = html`${icon(ARTICLE, 18)}
    <span class="what">
      <bdi class="title" lang=${hit.lang ?? nothing}>${hit.title}</bdi>
      <span class="source" lang=${words.lang}>${words.t(href ? "article.open" : "article")}</span>
    </span>`;
  return href
    ? html`<a class="card" href=${href} target="_blank" rel="noopener" title=${words.t("newtab")}>
        ${inside}${icon(EXTERNAL, 16)}
      </a>`
    : html`<div class="card">${inside}</div>`;
}

export const bubbleStyles = css`
  .bubble {
    inline-size: fit-content;
    max-inline-size: 100%;
    padding: 9px 14px;
    border-radius: 4px 18px 18px 4px;
    background: var(--surface-2);
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
    text-align: start;
  }
  .bubble > :first-child {
    margin-block-start: 0;
  }
  .bubble > :last-child {
    margin-block-end: 0;
  }
  .bubble p,
  .bubble ul,
  .bubble ol,
  .bubble pre,
  .bubble blockquote {
    margin: var(--s-2) 0;
  }
  .bubble ul,
  .bubble ol {
    padding-inline-start: 1.35em;
  }
  .bubble li + li {
    margin-block-start: 2px;
  }
  .bubble h3,
  .bubble h4 {
    margin: var(--s-3) 0 var(--s-1);
    font-size: inherit;
    font-weight: var(--weight-bold);
  }
  .bubble hr {
    border: 0;
    border-block-start: 1px solid var(--line);
  }
  .bubble blockquote {
    padding-inline-start: var(--s-3);
    border-inline-start: 3px solid var(--line);
    color: var(--text-2);
  }
  .bubble a {
    color: var(--accent-text);
    text-underline-offset: 2px;
    unicode-bidi: isolate;
  }
  .bubble code {
    padding: 1px 5px;
    border-radius: 4px;
    background: var(--surface-3);
    font: 0.9em var(--font-mono);
    unicode-bidi: isolate;
  }
  .bubble .short {
    white-space: nowrap;
  }
  .bubble pre {
    overflow-x: auto;
    padding: var(--s-2) var(--s-3);
    border-radius: var(--r-1);
    background: var(--surface-3);
  }
  .bubble pre code {
    padding: 0;
    background: none;
  }
  .bubble .card {
    display: flex;
    align-items: center;
    gap: var(--s-3);
    margin-block-start: var(--s-3);
    margin-inline: -6px;
    margin-block-end: -1px;
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    color: var(--text-2);
    text-decoration: none;
    line-height: 1.4;
  }
  a.card:hover {
    border-color: var(--accent);
    color: var(--accent-text);
  }
  .what {
    display: grid;
    flex: 1;
    min-inline-size: 0;
  }
  .title {
    color: var(--text);
    font-weight: var(--weight-medium);
    font-size: var(--text-sm);
  }
  .source {
    font-size: var(--text-xs);
  }
  .mine .bubble {
    border-radius: 18px;
    background: var(--accent);
    color: var(--on-accent);
  }
  .mine .bubble a {
    color: inherit;
  }
  .mine .pending {
    background: var(--accent-soft);
    color: var(--text);
  }
`;
