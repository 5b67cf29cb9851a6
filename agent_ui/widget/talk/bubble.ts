/** One message, drawn: its words in their own direction, the article behind them, the buttons under them. */
import { css, html, nothing, type TemplateResult } from "lit";
import { dirOf, dirOfText } from "../../shared/i18n.js";
import { drawBlocks } from "../../shared/markdown-view.js";
import { parseMarkdown, parsePlain, type Block } from "../../shared/markdown.js";
import type { Answer, Message } from "../../shared/wire.js";
import type { WidgetWords } from "../words.js";
import "./answer.js";
import { source } from "./answer.js";

const parsed = new WeakMap<Message, Block[]>();

function blocksOf(message: Message): Block[] {
  const known = parsed.get(message);
  if (known) return known;
  const blocks = message.author.type === "visitor" ? parsePlain(message.text) : parseMarkdown(message.text);
  parsed.set(message, blocks);
  return blocks;
}

/** `live` says that the buttons under it can be pressed: what stands on them need not be said twice. */
export function bubble(message: Message, words: WidgetWords, live = false): TemplateResult {
  const { answer, asked, aside } = message.payload ?? {};
  const { lang, text } = message;
  const dir = message.author.type === "bot" ? dirOf(lang) : dirOfText(text);
  // Until the desk has read them, words bear the language of their writer's page: no name is better than a wrong one.
  return html`<div
    class="bubble"
    data-seq=${message.seq}
    dir=${dir}
    lang=${dir === "auto" || dir === dirOf(lang) ? (lang ?? nothing) : ""}
  >
    ${aside && answer?.quote ? html`<p class="heading" lang=${words.lang} dir=${words.dir}>${words.t("aside")}</p>` : null}
    ${asked ? html`<p class="asked" dir=${dirOfText(asked)}>${asked}</p>` : null}${inside(message, answer, words, live)}
  </div>`;
}

function inside(message: Message, answer: Answer | undefined, words: WidgetWords, live: boolean): unknown {
  if (answer?.outcome === "answered" && answer.quote)
    return html`<baton-answer .answer=${answer} .words=${words}></baton-answer>`;
  if (live && answer?.ask) return html`<p>${answer.ask}</p>`;
  const hit = answer?.outcome === "answered" ? answer.hits?.[0] : undefined;
  // A card that an agent sent without words of their own: its title stands on it.
  const said = hit?.title === message.text ? null : drawBlocks(blocksOf(message));
  return html`${said}${hit ? source(hit, words) : null}`;
}

/** What the customer wrote and the desk has not confirmed. */
export function draftBubble(text: string): TemplateResult {
  return html`<div class="bubble pending" dir="auto">${drawBlocks(parsePlain(text))}</div>`;
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
  .bubble ol:lang(fa) {
    list-style-type: persian;
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
