/** What the bot answers: the sentences that say it, the whole passage on request, and where it stands. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "../elements/decorators.js";
import { dirOf } from "../../shared/i18n.js";
import { ARTICLE, icon } from "../../shared/icons.js";
import { drawBlocks } from "../../shared/markdown-view.js";
import { parseMarkdown, safeHref } from "../../shared/markdown.js";
import type { Answer, Hit } from "../../shared/wire.js";
import { ask } from "../elements/events.js";
import type { WidgetWords } from "../words.js";

/** Drawn into the log's own tree, so that the bubble's styles hold for it too. */
@customElement("baton-answer")
export class AnswerText extends LitElement {
  @property() answer!: Answer;
  @property() words!: WidgetWords;
  @state() private open = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    const { answer, words, open } = this;
    const hit = answer.hits?.[0];
    const text = (open && answer.passage) || answer.quote || "";
    return html`
      <div class="said" dir=${dirOf(hit?.lang)} lang=${hit?.lang ?? nothing}>
        ${answer.heading ? html`<p class="heading">${answer.heading}</p>` : null}
        ${drawBlocks(parseMarkdown(text))}
      </div>
      ${
        answer.passage
          ? html`<button
              class="link more"
              lang=${words.lang}
              aria-expanded=${open ? "true" : "false"}
              @click=${this.toggle}
            >
              ${words.t(open ? "answer.less" : "answer.more")}
            </button>`
          : null
      }
      ${hit ? source(hit, words) : null}
    `;
  }

  private toggle(): void {
    this.open = !this.open;
    this.dispatchEvent(new Event("toggle", { bubbles: true }));
  }
}

export function source(hit: Hit, words: WidgetWords): TemplateResult {
  const href = safeHref(hit.url ?? "");
  const inside = html`${icon(ARTICLE, 18)}
    <span class="what">
      <bdi class="title" lang=${hit.lang ?? nothing}>${hit.title}</bdi>
      <span class="source" lang=${words.lang} dir=${words.dir}>
        ${hit.checked_at ? words.t("answer.checked", { day: words.date(hit.checked_at) }) : words.t("article")}
      </span>
    </span>`;
  return href
    ? html`<a
        class="card"
        href=${href}
        target="_blank"
        rel="noopener"
        @click=${(event: MouseEvent) => openInside(event, hit)}
      >
        ${inside}<span class="sr">${words.t("article.open")}</span>
      </a>`
    : html`<div class="card">${inside}</div>`;
}

/** With a key for another tab or window it goes there, as every link does. */
function openInside(event: MouseEvent, hit: Hit): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  ask(event.currentTarget as HTMLElement, "read", hit);
}

export const answerStyles = css`
  baton-answer {
    display: block;
  }
  .said > :first-child {
    margin-block-start: 0;
  }
  .said > :last-child {
    margin-block-end: 0;
  }
  .bubble .asked {
    margin: 0 0 var(--s-2);
    padding-inline-start: var(--s-2);
    border-inline-start: 2px solid var(--accent);
    color: var(--text-2);
    font-size: var(--text-sm);
  }
  .bubble .heading {
    margin-block: 0 2px;
    color: var(--text-2);
    font-size: var(--text-xs);
    font-weight: var(--weight-bold);
  }
  .bubble .more {
    margin-block-start: var(--s-1);
    padding-block: 4px;
    font-size: var(--text-sm);
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
  .bubble .more + .card {
    margin-block-start: var(--s-2);
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
`;
