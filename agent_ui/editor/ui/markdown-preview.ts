/** The article as its readers will see it: Markdown without HTML, cleaned once more before it enters the page. */
import DOMPurify from "dompurify";
import { css, LitElement, html, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import MarkdownIt from "markdown-it";
import { base } from "../../rooms/base.js";
import { dirOf } from "../../shared/i18n.js";

const markdown = new MarkdownIt({ html: false, linkify: true });

@customElement("baton-preview")
export class MarkdownPreview extends LitElement {
  @property() text = "";
  @property() textLang = "en";
  @property() heading = "";
  @property() empty = "";
  @query(".page") private readonly page!: HTMLElement;

  static override styles = [
    base,
    css`
      .page {
        max-width: 68ch;
        font-size: 0.9375rem;
        line-height: 1.65;
        overflow-wrap: anywhere;
      }
      .page:dir(rtl) {
        line-height: 1.9;
      }
      h1 {
        margin-bottom: 12px;
        font-size: 1.375rem;
        font-weight: var(--weight-bold);
        line-height: 1.3;
      }
      .page :is(p, ul, ol, pre, blockquote, table, hr) {
        margin: 0 0 12px;
      }
      .page :is(h2, h3, h4, h5, h6) {
        margin: 22px 0 8px;
        font-size: 1.0625rem;
        font-weight: var(--weight-bold);
        line-height: 1.4;
      }
      .page h2 {
        font-size: 1.1875rem;
      }
      .page ul {
        list-style: disc;
      }
      .page ol {
        list-style: decimal;
      }
      .page ol:lang(fa) {
        list-style-type: persian;
      }
      .page :is(ul, ol) {
        padding-inline-start: 24px;
      }
      .page li + li {
        margin-top: 4px;
      }
      .page a {
        color: var(--accent-text);
        text-underline-offset: 2px;
      }
      .page code {
        padding: 1px 5px;
        border-radius: 4px;
        background: var(--surface-3);
        font: 0.875em var(--font-mono);
        direction: ltr;
        unicode-bidi: isolate;
      }
      .page pre {
        overflow-x: auto;
        padding: 12px;
        border-radius: var(--r-2);
        background: var(--surface-2);
        direction: ltr;
        text-align: left;
      }
      .page pre code {
        padding: 0;
        background: none;
      }
      .page blockquote {
        padding-inline-start: 14px;
        border-inline-start: 3px solid var(--line-strong);
        color: var(--text-2);
      }
      .page table {
        display: block;
        overflow-x: auto;
        border-collapse: collapse;
        font-size: var(--text-sm);
      }
      .page :is(th, td) {
        padding: 6px 12px;
        border: 1px solid var(--line);
        text-align: start;
      }
      .page th {
        background: var(--surface-2);
      }
      .page img {
        max-width: 100%;
        border-radius: var(--r-1);
      }
      .page hr {
        border: 0;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  override render() {
    const dir = dirOf(this.textLang);
    return html`
      <h1 dir=${dir} lang=${this.textLang} ?hidden=${!this.heading}>${this.heading}</h1>
      <p class="quiet" ?hidden=${this.text.trim() !== ""}>${this.empty}</p>
      <div class="page" dir=${dir} lang=${this.textLang}></div>
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("text")) this.page.replaceChildren(clean(this.text));
  }
}

function clean(text: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(markdown.render(text), {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true },
    FORBID_TAGS: ["style", "form", "input", "button"],
    FORBID_ATTR: ["style"],
  });
  for (const link of fragment.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return fragment;
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-preview": MarkdownPreview;
  }
}
