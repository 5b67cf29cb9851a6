/** An article to be read without leaving the page: in its own language and direction. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "../elements/decorators.js";
import { dirOf } from "../../shared/i18n.js";
import { EXTERNAL, icon } from "../../shared/icons.js";
import { drawBlocks } from "../../shared/markdown-view.js";
import { parseMarkdown, safeHref } from "../../shared/markdown.js";
import type { HelpArticle } from "../../shared/wire.js";
import { roomStyles } from "../parts/room-styles.js";
import { bubbleStyles } from "../talk/bubble.js";
import type { PartWords } from "../words.js";

@customElement("baton-reader")
export class Reader extends LitElement {
  @property() words!: PartWords;
  /** Known from the card before the article is here. */
  @property() override title = "";
  @property() tongue = "";
  /** The article; null where it is gone, and nothing while it is on its way. */
  @property() article: HelpArticle | null | undefined;

  override render(): TemplateResult {
    const { words, article, tongue } = this;
    return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="title">
      <article lang=${tongue} dir=${dirOf(tongue)}>
        <h2 id="title" tabindex="-1">${this.title}</h2>
        ${article ? html`<div class="bubble">${drawBlocks(parseMarkdown(article.body))}</div>` : null}
      </article>
      ${article === null ? html`<p role="status">${words.t("reader.gone")}</p>` : null}
      ${article ? this.foot(article) : null}
    </div>`;
  }

  private foot({ url, checked_at, vote }: HelpArticle): TemplateResult {
    const { words } = this;
    const href = safeHref(url);
    return html`<footer>
      ${this.question(vote)}
      <p>${words.t("answer.checked", { day: words.date(checked_at.slice(0, 10)) })}</p>
      ${
        href
          ? html`<a class="link" href=${href} target="_blank" rel="noopener"
              >${words.t("reader.page")}${icon(EXTERNAL, 16)}</a
            >`
          : null
      }
    </footer>`;
  }

  private question(vote: boolean | null): TemplateResult {
    const { words } = this;
    const button = (helpful: boolean): TemplateResult =>
      html`<button
        class="outline"
        aria-pressed=${vote === helpful}
        @click=${() => this.dispatchEvent(new CustomEvent("vote", { detail: helpful }))}
      >
        <span aria-hidden="true">${helpful ? "👍" : "👎"}</span> ${words.t(helpful ? "csat.yes" : "csat.no")}
      </button>`;
    return html`<div class="vote" role="group" aria-labelledby="helped">
        <span id="helped">${words.t("reader.helped")}</span>${button(true)}${button(false)}
      </div>
      <p role="status">${vote === null ? nothing : words.t(vote ? "csat.thanks" : "reader.sorry")}</p>`;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  static override styles = [
    roomStyles,
    bubbleStyles,
    css`
      .bubble {
        inline-size: auto;
        padding: 0;
        border-radius: 0;
        background: none;
      }
      footer {
        margin-block-start: var(--s-5);
        padding-block-start: var(--s-3);
        border-block-start: 1px solid var(--line);
        font-size: var(--text-sm);
      }
      p {
        margin: 0 0 var(--s-2);
        color: var(--text-2);
      }
      article p {
        color: inherit;
      }
      .vote {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s-2);
        margin-block-end: var(--s-2);
        font-weight: var(--weight-medium);
      }
      .outline {
        padding: 4px 14px;
      }
      a.link {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        padding-block: 4px;
      }
    `,
  ];
}
