/** Before the bot gets the conversation back: with nothing special, an article to show, or a task in words. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { plainText } from "../../shared/plain-text.js";
import { icon } from "../../rooms/icons.js";
import { dirOf } from "../../shared/i18n.js";
import { command } from "../commands.js";
import type { ArticleHit } from "../models/article-search.js";
import type { Chat } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./hand-back-form.styles.js";
import { styles as panels } from "./panels.styles.js";
import { TypingPause } from "./typing-pause.js";

const KINDS = ["nothing", "article", "task"] as const;
type Kind = (typeof KINDS)[number];
const MOST_CHARS = 500;
const MOST_ARTICLES = 5;

@customElement("baton-hand-back")
export class HandBackForm extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat: Chat | undefined;
  /** Articles for the words that were typed. */
  @property({ attribute: false }) hits: readonly ArticleHit[] = [];
  @property({ attribute: false }) finding = false;
  @property({ type: Boolean }) busy = false;
  @state() private kind: Kind = "nothing";
  @state() private article: Pick<ArticleHit, "article_id" | "title"> | null = null;
  @state() private asked = "";
  @query("textarea") private readonly task!: HTMLTextAreaElement | null;
  private readonly typing = new TypingPause(this);

  static override styles = [base, panels, styles];

  override render() {
    const { words } = this;
    return html`<room-dialog
      heading=${words.t("hand_back.heading")}
      closeLabel=${words.t("room.close")}
      @leave=${this.leave}
    >
      <form @submit=${this.onSubmit}>
        <p class="hint">${words.t("hand_back.hint")}</p>
        <fieldset>
          <legend>${words.t("hand_back.legend")}</legend>
          ${KINDS.map((kind) => this.option(kind))}
        </fieldset>
        ${this.kind === "article" ? this.articles() : nothing}
        ${this.kind === "task" ? this.ownWords() : nothing}
        <div class="foot">
          <button class="btn" type="button" @click=${this.leave}>${words.t("room.cancel")}</button>
          <button class="btn main" ?disabled=${this.busy || (this.kind === "article" && !this.article)}>
            ${words.t("hand_back.confirm")}
          </button>
        </div>
      </form></room-dialog
    >`;
  }

  private option(kind: Kind) {
    return html`<label class="option">
      <input
        type="radio"
        name="kind"
        value=${kind}
        .checked=${kind === this.kind}
        @change=${() => (this.kind = kind)}
      />
      ${this.words.t(`hand_back.${kind}`)}
    </label>`;
  }

  private ownWords() {
    const { words } = this;
    return html`<label class="field more">
      ${words.t("hand_back.words")}
      <textarea
        class="input"
        dir="auto"
        required
        maxlength=${MOST_CHARS}
        placeholder=${words.t("hand_back.words.placeholder")}
      ></textarea>
    </label>`;
  }

  private articles() {
    const { words } = this;
    const hits = this.asked ? this.hits.slice(0, MOST_ARTICLES) : [];
    const none = this.asked && !this.finding && hits.length === 0;
    return html`<div class="more">
      <label class="field">
        ${words.t("hand_back.search")}
        <span class="search"
          >${icon("search", 16)}<input
            class="input"
            type="search"
            dir="auto"
            autocomplete="off"
            placeholder=${words.t("hand_back.search.placeholder")}
            @input=${this.onInput}
            @keydown=${this.onKey}
        /></span>
      </label>
      <p class="hint below" role="status">
        ${
          this.finding && this.asked
            ? words.t("side.search.busy")
            : none
              ? words.t("hand_back.search.none")
              : words.t("hand_back.article.hint")
        }
      </p>
      <fieldset class="found">
        <legend class="sr">${words.t("helper.article")}</legend>
        ${hits.map((hit) => this.hit(hit))}
      </fieldset>
    </div>`;
  }

  private hit(hit: ArticleHit) {
    const dir = dirOf(hit.lang);
    return html`<label class="option hit">
      <input
        type="radio"
        name="article"
        .checked=${hit.article_id === this.article?.article_id}
        @change=${() => (this.article = hit)}
      />
      <span class="grow" dir=${dir} lang=${hit.lang}>
        <strong class="clip">${hit.title}</strong>
        <span class="quiet clip">${plainText(hit.passage)}</span>
      </span>
    </label>`;
  }

  private ask(query: string): void {
    this.article = null;
    this.asked = query.trim();
    command(this, { do: "look_up", query, lang: this.chat?.lang ?? this.words.lang });
  }

  private readonly onInput = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    this.typing.after(() => this.ask(value));
  };

  /** Down goes on to what was found; Enter looks at once and gives nothing away yet. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter") {
      event.preventDefault();
      this.typing.cancel();
      this.ask((event.target as HTMLInputElement).value);
    }
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>(".found input")?.click();
    this.renderRoot.querySelector<HTMLElement>(".found input")?.focus();
  };

  private readonly leave = (): void => command(this, { do: "ask", panel: null });

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const { kind, article } = this;
    if (kind === "article") {
      if (article) command(this, { do: "hand_back", task: article.title, article: article.article_id });
      return;
    }
    const task = kind === "task" ? (this.task?.value.trim() ?? "") : "";
    command(this, { do: "hand_back", task, article: null });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-hand-back": HandBackForm;
  }
}
