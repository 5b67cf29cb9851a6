/** Behind the chat: one's chats, and the help pages to search or to browse. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "../elements/decorators.js";
import { icon, PLUS, SEARCH } from "../../shared/icons.js";
import type { HelpEntry, OwnConversation } from "../../shared/wire.js";
import { avatarStyles } from "../elements/avatar.js";
import { roomStyles } from "../parts/room-styles.js";
import type { PartWords } from "../words.js";
import { articleLine, chatLine, lineStyles } from "./lines.js";
import { EMPTY, type Shelf } from "./shelf.js";

const SHOWN = 3;

export interface HomeWishes {
  search: string;
  topic: string | null;
  article: HelpEntry;
  chat: string;
  begin: null;
}

@customElement("baton-home")
export class Home extends LitElement {
  @property() words!: PartWords;
  @property() chats: readonly OwnConversation[] = [];
  @property() shelf: Shelf = EMPTY;
  @state() private all = false;
  @query("input") private field!: HTMLInputElement;

  override render(): TemplateResult {
    const { words, shelf } = this;
    return html`<div class="scroll">
      <h2 tabindex="-1">${words.t("welcome.title")}</h2>
      <form role="search" @submit=${(event: Event) => event.preventDefault()}>
        ${icon(SEARCH, 18)}
        <input
          type="search"
          aria-label=${words.t("home.search")}
          placeholder=${words.t("home.search")}
          maxlength="300"
          enterkeyhint="search"
          @input=${() => this.wish("search", this.field.value)}
          @keydown=${this.onKey}
        />
      </form>
      ${shelf.q ? null : this.own()} ${shelf.q || !shelf.topics.length ? null : this.topics()}
      <section>
        <h3>${shelf.topic ?? words.t("home.articles")}</h3>
        <p role="status">${this.told()}</p>
        <ul>
          ${shelf.articles.map((entry) => articleLine(entry, () => this.wish("article", entry)))}
        </ul>
      </section>
    </div>`;
  }

  private told(): string {
    const { words, shelf } = this;
    if (shelf.state === "lost") return words.t("home.lost");
    if (!shelf.q || shelf.state === "loading") return "";
    const n = shelf.articles.length;
    return n ? words.n("home.found", n) : words.t("home.none");
  }

  private own(): TemplateResult | null {
    const { words, chats } = this;
    const now = new Date();
    const shown = this.all ? chats : chats.slice(0, SHOWN);
    return html`<section>
      <h3>${words.t("home.chats")}</h3>
      <ul>
        ${shown.map((one) => chatLine(one, words, now, () => this.wish("chat", one.id)))}
      </ul>
      <div class="more">
        <button class="outline" @click=${() => this.wish("begin", null)}>
          ${icon(PLUS, 16)}${words.t("new")}
        </button>
        ${
          shown.length < chats.length
            ? html`<button class="link" @click=${() => (this.all = true)}>
                ${words.t("home.all", { n: chats.length })}
              </button>`
            : null
        }
      </div>
    </section>`;
  }

  private topics(): TemplateResult {
    const { words, shelf } = this;
    return html`<section>
      <h3>${words.t("home.topics")}</h3>
      <div class="topics">
        ${shelf.topics.map(
          ({ name, count }) =>
            html`<button
              class="outline"
              aria-pressed=${name === shelf.topic}
              @click=${() => this.wish("topic", name === shelf.topic ? null : name)}
            >
              <bdi>${name}</bdi> <small>${words.number(count)}</small>
            </button>`,
        )}
      </div>
    </section>`;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  /** The first Escape empties the field, the next one leads back. */
  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.field.value) return;
    event.preventDefault();
    event.stopPropagation();
    this.field.value = "";
    this.wish("search", "");
  }

  private wish<K extends keyof HomeWishes>(name: K, detail: HomeWishes[K]): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  static override styles = [
    roomStyles,
    avatarStyles,
    lineStyles,
    css`
      h3 {
        margin: 0 0 var(--s-1);
        color: var(--text-2);
        font-size: var(--text-sm);
        font-weight: var(--weight-bold);
      }
      section {
        margin-block-start: var(--s-5);
      }
      form {
        position: relative;
        color: var(--text-3);
      }
      form .icon {
        position: absolute;
        inset-block-start: calc(50% - 9px);
        inset-inline-start: 12px;
        pointer-events: none;
      }
      input {
        inline-size: 100%;
        padding: 10px 12px;
        padding-inline-start: 38px;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-full);
        background: var(--surface);
        color: var(--text);
        font: inherit;
        font-size: max(16px, var(--text-md));
      }
      input::placeholder {
        color: var(--text-3);
        opacity: 1;
      }
      ul {
        margin-inline: -10px;
      }
      p {
        margin: 0;
        color: var(--text-2);
        font-size: var(--text-sm);
      }
      .more,
      .topics {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s-2);
        margin-block-start: var(--s-2);
        font-size: var(--text-sm);
      }
      .more {
        gap: var(--s-4);
      }
      .outline {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 32px;
        padding: 4px 12px;
      }
      .outline small {
        color: var(--text-3);
      }
    `,
  ];
}
