/** The articles, filtered: status, language, and what is not translated yet. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { dirOf, LANGS } from "../../shared/i18n.js";
import { command } from "../commands.js";
import { STATUSES, type Article, type Status } from "../models/article.js";
import type { Filter, Library } from "../models/library.js";
import type { EditorWords } from "../words.js";
import { langName, shortDay, statusLook } from "./text.js";

@customElement("baton-articles")
export class ArticleList extends LitElement {
  @property({ attribute: false }) words!: EditorWords;
  /** Changes inside. */
  @property({ attribute: false, hasChanged: () => true }) library!: Library;
  @property({ attribute: false }) filter!: Filter;
  @property({ attribute: false }) selected: string | null = null;
  @property({ type: Boolean }) loading = false;

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr);
        grid-template-columns: minmax(0, 1fr);
        background: var(--surface);
      }
      .head {
        display: grid;
        gap: 8px;
        padding: 12px;
        border-bottom: 1px solid var(--line);
      }
      .row1 {
        display: flex;
        gap: 8px;
      }
      .search {
        position: relative;
        flex: 1;
        min-width: 0;
      }
      .search .icon {
        position: absolute;
        inset-block-start: 9px;
        inset-inline-start: 10px;
        color: var(--text-3);
        pointer-events: none;
      }
      .search .input {
        padding-inline: 32px;
      }
      .selects {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 6px;
      }
      .selects .input {
        border-color: var(--line);
        color: var(--text-2);
        font-size: var(--text-xs);
      }
      .sum {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        min-height: 38px;
        padding: 4px 16px;
        color: var(--text-3);
        font-size: var(--text-xs);
      }
      .toggle {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        min-height: 26px;
        padding: 2px 9px;
        border: 1px solid var(--line);
        border-radius: var(--r-full);
        background: none;
        color: var(--text-2);
        font-weight: var(--weight-medium);
      }
      .toggle:hover {
        background: var(--surface-2);
      }
      .toggle[aria-pressed="true"] {
        border-color: transparent;
        background: var(--warn-soft);
        color: var(--warn);
      }
      ul.rows {
        padding: 0 6px 16px;
      }
      li.item {
        content-visibility: auto;
        contain-intrinsic-size: auto 66px;
      }
      .row {
        display: grid;
        gap: 5px;
        width: 100%;
        padding: 10px;
        border: 0;
        border-radius: var(--r-2);
        background: none;
        text-align: start;
      }
      .row:hover {
        background: var(--surface-2);
      }
      .row:focus-visible {
        outline-offset: -2px;
      }
      .row[aria-current="true"] {
        background: var(--accent-soft);
      }
      .title {
        display: block;
        font-size: 0.875rem;
        font-weight: var(--weight-medium);
        line-height: 1.4;
        overflow-wrap: anywhere;
      }
      :host(:dir(ltr)) .title {
        text-align: left;
      }
      :host(:dir(rtl)) .title {
        text-align: right;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        color: var(--text-3);
        font-size: var(--text-xs);
      }
      .facts time {
        margin-inline-start: auto;
      }
      .lack {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        color: var(--warn);
      }
      .row[aria-current="true"] .facts {
        color: var(--text-2);
      }
    `,
  ];

  override render() {
    const { words, filter, library } = this;
    const found = library.find(filter);
    return html`
      <div class="head" role="search">
        <div class="row1">
          <div class="search">
            ${icon("search", 16)}
            <input
              class="input small"
              type="search"
              dir="auto"
              aria-label=${words.t("list.search")}
              placeholder=${words.t("list.search")}
              .value=${filter.q}
              @input=${(event: Event) => this.narrow({ q: (event.target as HTMLInputElement).value })}
            />
          </div>
          <button
            class="btn main square"
            type="button"
            aria-label=${words.t("list.new")}
            title=${words.t("list.new")}
            @click=${() => command(this, { do: "new" })}
          >
            ${icon("plus")}
          </button>
        </div>
        <div class="selects">
          ${this.select(
            "list.lang",
            filter.lang,
            LANGS.map((lang) => [lang, langName(words, lang)]),
            (lang) => this.narrow({ lang }),
          )}
          ${this.select(
            "list.status",
            filter.status,
            STATUSES.map((status) => [status, words.t(`status.${status}`)]),
            (status) => this.narrow({ status: status as Status | null }),
          )}
          ${this.select(
            "list.tag",
            filter.tag,
            library.tags().map((tag) => [tag, tag]),
            (tag) => this.narrow({ tag }),
          )}
        </div>
      </div>
      <div class="sum">
        <span role="status"
          >${this.loading ? words.t("room.loading") : words.n("list.shown", found.length)}</span
        >
        ${
          library.complete
            ? html`<button
                class="toggle"
                type="button"
                aria-pressed=${filter.missing}
                @click=${() => this.narrow({ missing: !filter.missing })}
              >
                ${icon("globe", 13)}${words.t("list.missing")}
              </button>`
            : nothing
        }
      </div>
      <nav class="scroll" aria-label=${words.t("list.label")} @keydown=${this.onKey}>
        <ul class="rows">
          ${repeat(
            found,
            (article) => article.id,
            (article) => html`<li class="item">${this.row(article)}</li>`,
          )}
        </ul>
        ${found.length === 0 && !this.loading ? this.none() : nothing}
      </nav>
    `;
  }

  private row(article: Article) {
    const { words } = this;
    const missing = this.library.missing(article);
    const langs = missing.map((lang) => langName(words, lang)).join(", ");
    return html`<button
      class="row"
      type="button"
      aria-current=${article.id === this.selected ? "true" : nothing}
      @click=${() => command(this, { do: "open", id: article.id })}
    >
      <span class="title" dir=${dirOf(article.lang)} lang=${article.lang}>${article.title}</span>
      <span class="facts">
        <span class="chip ${statusLook(article.status)}">${words.t(`status.${article.status}`)}</span>
        <span>${langName(words, article.lang)}</span>
        ${
          missing.length > 0
            ? html`<span class="lack" title=${words.t("list.missing.of", { langs })}>
                ${icon("globe", 13)}<span aria-hidden="true">${missing.join(" · ")}</span
                ><span class="sr">${words.t("list.missing.of", { langs })}</span>
              </span>`
            : nothing
        }
        <time class="num" datetime=${article.updated_at}
          >${shortDay(words, article.updated_at, new Date())}</time
        >
      </span>
    </button>`;
  }

  private select(
    label: "list.lang" | "list.status" | "list.tag",
    value: string | null,
    options: readonly (readonly [string, string])[],
    pick: (value: string | null) => void,
  ) {
    return html`<select
      class="input small"
      aria-label=${this.words.t(label)}
      @change=${(event: Event) => pick((event.target as HTMLSelectElement).value || null)}
    >
      <option value="" ?selected=${!value}>${this.words.t(label)}</option>
      ${options.map(([key, name]) => html`<option value=${key} ?selected=${key === value}>${name}</option>`)}
    </select>`;
  }

  private none() {
    const { words } = this;
    const empty = this.library.size === 0;
    return html`<div class="empty">
      ${icon("book", 32)}
      <h2>${words.t(empty ? "list.empty" : "list.none")}</h2>
      <p>${words.t(empty ? "list.empty.hint" : "list.none.hint")}</p>
    </div>`;
  }

  private narrow(filter: Partial<Filter>): void {
    command(this, { do: "filter", filter });
  }

  /** Arrows walk through the list with the focus; Enter opens. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>(".row")];
    const at = rows.findIndex((row) => row === this.shadowRoot?.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-articles": ArticleList;
  }
}
