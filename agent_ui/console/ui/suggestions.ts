/** Articles that may answer what the customer said last, with their source and score; never sent by themselves. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { plainText } from "../../shared/plain-text.js";
import { icon } from "../../rooms/icons.js";
import { command } from "../commands.js";
import type { ArticleHit } from "../models/article-search.js";
import type { ConsoleWords } from "../words.js";
import { hrefOf, insertable } from "./articles.js";

const MOST = 2;

@customElement("baton-suggestions")
export class Suggestions extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) hits: readonly ArticleHit[] = [];

  static override styles = [
    base,
    css`
      :host {
        padding: 0 20px;
      }
      section {
        display: flex;
        align-items: center;
        gap: 8px;
        max-width: 900px;
        margin: 0 auto;
        padding: 0 4px 6px;
        overflow-x: auto;
        scrollbar-width: none;
      }
      h2 {
        display: flex;
        align-items: center;
        gap: 5px;
        color: var(--text-3);
        font-size: var(--text-xs);
        font-weight: var(--weight-medium);
        white-space: nowrap;
      }
      ul {
        display: flex;
        gap: 6px;
        min-width: 0;
      }
      li {
        display: flex;
        min-width: 0;
        border: 1px solid var(--line);
        border-radius: var(--r-full);
        background: var(--surface);
      }
      .offer {
        display: flex;
        align-items: center;
        gap: 6px;
        min-width: 0;
        max-width: 300px;
        min-height: 28px;
        padding: 2px 10px;
        border: 0;
        border-radius: var(--r-full);
        background: none;
        font-size: var(--text-xs);
      }
      .offer:hover {
        background: var(--surface-2);
      }
      .offer .num {
        color: var(--text-3);
      }
      a {
        display: grid;
        place-items: center;
        width: 28px;
        color: var(--text-3);
        border-inline-start: 1px solid var(--line);
        border-start-end-radius: var(--r-full);
        border-end-end-radius: var(--r-full);
      }
      @media (max-width: 719px) {
        :host {
          padding: 0 8px;
        }
        h2 span {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { words, hits } = this;
    if (hits.length === 0) return nothing;
    return html`<section aria-label=${words.t("suggest.label")}>
      <h2>${icon("spark", 14)}<span>${words.t("suggest.heading")}</span></h2>
      <ul>
        ${hits.slice(0, MOST).map((hit) => this.offer(hit))}
      </ul>
    </section>`;
  }

  private offer(hit: ArticleHit) {
    const { words } = this;
    const score = new Intl.NumberFormat(words.lang, { style: "percent" }).format(
      Math.min(1, Math.max(0, hit.score)),
    );
    const href = hrefOf(hit);
    return html`<li>
      <button
        class="offer"
        type="button"
        title=${plainText(hit.passage)}
        @click=${() => command(this, { do: "insert", text: insertable(hit) })}
      >
        <span class="sr">${words.t("side.insert")}</span><span class="clip" dir="auto">${hit.title}</span
        ><span class="num">${score}</span>
      </button>
      ${
        href
          ? html`<a
              href=${href}
              target="_blank"
              rel="noopener noreferrer"
              aria-label="${words.t("side.open")}: ${hit.title}"
              >${icon("link", 13)}</a
            >`
          : nothing
      }
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-suggestions": Suggestions;
  }
}
