/** The articles, filtered: status, language, and what is not translated yet. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { dirOf, LANGS } from "../../shared/i18n.js";
import { command } from "../commands.js";
import { STATUSES, type Article, type Status } from "../models/article.js";
import type { Filter, Library } from "../models/library.js";
import type { EditorWords } from "../words.js";
import { langName, shortDay, statusLook } from "./text.js";
import { styles } from "./article-list.styles.js";

@customElement("baton-articles")
export class ArticleList extends LitElement {
  @property({ attribute: false }) words!: EditorWords;
  /** Changes inside. */
  @property({ attribute: false, hasChanged: () => true }) library!: Library;
  @property({ attribute: false }) filter!: Filter;
  @property({ attribute: false }) selected: string | null = null;
  @property({ type: Boolean }) loading = false;
  /** Where the focus was last. */
  @state() private walked: string | null = null;

  static override styles = [base, styles];

  override render() {
    const { words, filter, library } = this;
    const found = library.find(filter);
    const stop = this.stop(found);
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
            (article) => html`<li class="item">${this.row(article, article.id === stop)}</li>`,
          )}
        </ul>
        ${found.length === 0 && !this.loading ? this.none() : nothing}
      </nav>
    `;
  }

  /** Of hundreds of rows Tab meets one: where the focus was, what is open, or the first. */
  private stop(found: readonly Article[]): string | undefined {
    const there = [this.walked, this.selected].find((id) => found.some((article) => article.id === id));
    return there ?? found[0]?.id;
  }

  private row(article: Article, stop: boolean) {
    const { words } = this;
    const missing = this.library.missing(article);
    const langs = missing.map((lang) => langName(words, lang)).join(", ");
    return html`<button
      class="row"
      type="button"
      tabindex=${stop ? 0 : -1}
      aria-current=${article.id === this.selected ? "true" : nothing}
      @focus=${() => (this.walked = article.id)}
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
