/** The list under the writing cursor: canned replies, articles or colleagues for the letters that were typed. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import { icon, type IconName } from "../../rooms/icons.js";
import { plainText } from "../../shared/plain-text.js";
import type { ArticleHit } from "../models/article-search.js";
import type { Colleague } from "../models/chat.js";
import { triggerAt, type Trigger } from "../models/composing.js";
import { textIn } from "../../rooms/steps.js";
import { cannedFor, type ShelfItem } from "../models/shelf.js";
import type { ConsoleWords } from "../words.js";
import { insertable } from "./articles.js";

export interface Offer {
  id: string;
  label: string;
  hint: string;
  icon: IconName;
  insert: string;
  lang?: string;
  /** What can be sent as a card instead. */
  article?: ArticleHit;
}

export interface Sources {
  words: ConsoleWords;
  lang: string;
  shelf: readonly ShelfItem[];
  colleagues: readonly Colleague[];
  hits: readonly ArticleHit[];
  busy: boolean;
  /** Goes what is written here to the customer? */
  replies: boolean;
  filled: (text: string) => string;
}

/** Takes an offer: its words, or the article itself as a card. */
export type Take = (offer: Offer, card: boolean) => void;

const MOST = 8;

export class ComposerHelper implements ReactiveController {
  trigger: Trigger | null = null;
  private active = 0;
  /** The place at which Escape has sent the list away. */
  private refused = -1;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly ask: (query: string) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.close();
  }

  /** The text or the cursor has moved. */
  look(text: string, caret: number, note: boolean): void {
    const found = triggerAt(text, caret, note);
    if (found?.start !== this.refused) this.refused = -1;
    this.trigger = found && found.start !== this.refused ? found : null;
    this.active = 0;
    if (this.trigger?.helper === "article") this.ask(this.trigger.query.trim());
    this.host.requestUpdate();
  }

  close(): void {
    this.refused = this.trigger?.start ?? -1;
    this.trigger = null;
    this.host.requestUpdate();
  }

  offers(from: Sources): Offer[] {
    if (!this.trigger) return [];
    const { helper, query } = this.trigger;
    const all = { canned: this.canned, article: this.articles, mention: this.people }[helper](from, query);
    return all.slice(0, MOST);
  }

  /** What a key does while the list is open: an offer is taken, or the key is spent; else nothing. */
  press(event: KeyboardEvent, offers: readonly Offer[]): Offer | "spent" | null {
    if (!this.trigger) return null;
    if (event.key === "Escape") {
      this.close();
      return "spent";
    }
    if (offers.length === 0) return null;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.active = (this.active + step + offers.length) % offers.length;
      this.host.requestUpdate();
      return "spent";
    }
    return event.key === "Enter" || event.key === "Tab" ? (offers[this.active] ?? null) : null;
  }

  get activeId(): string | null {
    return this.trigger ? `offer-${this.active}` : null;
  }

  render(offers: readonly Offer[], from: Sources, take: Take) {
    if (!this.trigger) return nothing;
    const { helper, query } = this.trigger;
    const { words } = from;
    const label = words.t(`helper.${helper}`);
    const quiet =
      helper === "article" && from.busy ? words.t("side.search.busy") : words.t(`helper.${helper}.none`);
    return html`<div class="helper">
      <p class="helper-head">
        <span aria-hidden="true">${label}</span>
        ${offers.some(({ article }) => article) ? html`<small>${words.t("helper.article.keys")}</small>` : nothing}
      </p>
      ${
        offers.length === 0
          ? html`<p class="helper-none" role="status">
              ${helper === "article" && !query.trim() ? words.t("helper.article.ask") : quiet}
            </p>`
          : html`<ul id="helper" role="listbox" aria-label=${label}>
                ${offers.map((offer, index) => this.option(words, offer, index, take))}
              </ul>
              <span class="sr" role="status">${words.n("helper.count", offers.length)}</span>`
      }
    </div>`;
  }

  private option(words: ConsoleWords, offer: Offer, index: number, take: Take) {
    return html`<li
      id="offer-${index}"
      role="option"
      aria-selected=${index === this.active}
      @mousedown=${(event: Event) => {
        event.preventDefault();
        take(offer, false);
      }}
    >
      ${icon(offer.icon, 16)}
      <span class="grow">
        <strong class="clip" dir="auto">${offer.label}</strong>
        <span class="quiet clip" dir="auto">${offer.hint}</span>
      </span>
      ${
        offer.article
          ? html`<span
              class="btn small"
              aria-hidden="true"
              @mousedown=${(event: Event) => {
                event.preventDefault();
                event.stopPropagation();
                take(offer, true);
              }}
            >
              ${words.t("helper.card")}
            </span>`
          : nothing
      }
    </li>`;
  }

  private readonly canned = (from: Sources, query: string): Offer[] =>
    cannedFor(from.shelf, query, from.lang).map((item) => {
      const insert = from.filled(textIn(item.content.texts, from.lang));
      const label = `/${item.content.shortcut} · ${item.name}`;
      return { id: item.id, label, hint: insert, icon: "quote", insert };
    });

  private readonly articles = (from: Sources): Offer[] =>
    from.hits.map((hit) => ({
      id: hit.article_id,
      label: hit.title,
      hint: plainText(hit.passage),
      icon: "book",
      insert: insertable(hit),
      ...(from.replies && { article: hit }),
    }));

  private readonly people = (from: Sources, query: string): Offer[] =>
    from.colleagues
      .filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
      .map(({ id, name }) => ({
        id,
        label: name,
        hint: from.words.t("helper.mention.hint"),
        icon: "user",
        insert: `@${name} `,
      }));
}
