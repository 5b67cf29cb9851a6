/** Messages of one author that follow each other: bubbles, notes, the bot's answers with their articles. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { face } from "../../rooms/face.js";
import { icon } from "../../rooms/icons.js";
import { dirOf } from "../../shared/i18n.js";
import { drawBlocks } from "../../shared/markdown-view.js";
import { parseMarkdown, parsePlain, safeHref, type Block } from "../../shared/markdown.js";
import type { Author, Hit } from "../../shared/wire.js";
import type { AgentMessage } from "../models/chat.js";
import { toneOf } from "../models/mood.js";
import { outcomeOf, type Outcome } from "../models/thread.js";
import type { ConsoleWords } from "../words.js";
import { percent } from "./text.js";

const LOOKS: Readonly<Record<Outcome, string>> = { helped: "good", rejected: "bad", person: "warn" };
const MAX_HITS = 3;
const parsed = new WeakMap<AgentMessage, Block[]>();

/** Fires `retry` and `discard` for a message that was not sent. */
@customElement("baton-messages")
export class MessageGroup extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) messages: readonly AgentMessage[] = [];
  @property({ attribute: false }) size = 0;
  @property({ attribute: false }) author!: Author;
  @property({ attribute: false }) customer: string | null = null;
  @property({ attribute: false }) name = "";
  @property({ attribute: false }) visitor = "";
  @property({ attribute: false }) me = "";
  @property({ attribute: false }) choices: ReadonlyMap<string, string> = new Map();
  @property({ attribute: false }) seen = 0;
  @property({ attribute: false }) lit = 0;
  @property({ attribute: false }) sending: string | null = null;
  @property({ attribute: false }) failed: string | null = null;

  static override styles = [
    base,
    css`
      .group {
        display: grid;
        grid-template-columns: 28px minmax(0, 1fr);
        gap: 2px 10px;
        justify-items: start;
      }
      .group > * {
        grid-column: 2;
      }
      .group > .face {
        grid-column: 1;
        grid-row: 1 / span 2;
        margin-top: 1px;
      }
      .ours {
        grid-template-columns: minmax(0, 1fr) 28px;
        justify-items: end;
      }
      .ours > * {
        grid-column: 1;
      }
      .ours > .face {
        grid-column: 2;
      }
      .by {
        display: flex;
        align-items: baseline;
        gap: 8px;
        min-height: 20px;
        color: var(--text-3);
        font-size: var(--text-xs);
      }
      .by strong {
        color: var(--text-2);
        font-weight: var(--weight-bold);
      }
      .bubble {
        position: relative;
        max-width: min(640px, 88%);
        margin-top: 2px;
        padding: 8px 13px;
        border: 1px solid var(--line);
        border-radius: 4px var(--r-3) var(--r-3) var(--r-3);
        background: var(--surface);
        overflow-wrap: anywhere;
        transition:
          box-shadow var(--slow),
          background var(--slow);
      }
      .bubble + .bubble,
      .under + .bubble {
        border-radius: var(--r-3);
      }
      .ours .bubble {
        border-radius: var(--r-3) 4px var(--r-3) var(--r-3);
        border-color: transparent;
        background: var(--accent-soft);
      }
      :host(:dir(rtl)) .bubble {
        border-radius: var(--r-3) 4px var(--r-3) var(--r-3);
      }
      :host(:dir(rtl)) .ours .bubble {
        border-radius: 4px var(--r-3) var(--r-3) var(--r-3);
      }
      .ours.bot .bubble {
        border: 1px solid var(--line);
        background: var(--surface-2);
      }
      .note .bubble {
        border: 1px dashed color-mix(in srgb, var(--note) 55%, transparent);
        background: var(--note-soft);
      }
      .note .by,
      .note .by strong {
        color: var(--note);
      }
      .by .icon {
        align-self: center;
      }
      .bubble.upset::before {
        content: "";
        position: absolute;
        inset-block: 9px;
        inset-inline-start: -2px;
        width: 3px;
        border-radius: 3px;
        background: var(--bad);
      }
      .bubble.pressed {
        border-style: dashed;
        background: transparent;
        color: var(--text-2);
      }
      .bubble.pointed {
        box-shadow: 0 0 0 3px var(--focus);
      }
      .bubble:focus {
        outline: none;
      }
      .text {
        font-size: 0.9063rem;
        line-height: var(--leading);
      }
      .text :is(p, ul, ol, pre, blockquote, h3, h4) + :is(p, ul, ol, pre, blockquote, h3, h4) {
        margin-top: 8px;
      }
      .text h3,
      .text h4 {
        font-size: inherit;
        font-weight: var(--weight-bold);
      }
      .text ul {
        list-style: disc;
        padding-inline-start: 20px;
      }
      .text ol {
        list-style: decimal;
        padding-inline-start: 22px;
      }
      .text a {
        color: var(--accent-text);
        text-underline-offset: 2px;
      }
      .text code {
        padding: 1px 4px;
        border-radius: 4px;
        background: var(--surface-3);
        font: 0.85em var(--font-mono);
      }
      .text pre {
        overflow-x: auto;
        padding: 8px 10px;
        border-radius: var(--r-1);
        background: var(--surface-3);
      }
      .text blockquote {
        margin: 0;
        padding-inline-start: 10px;
        border-inline-start: 3px solid var(--line);
      }
      .cards {
        display: grid;
        gap: 2px;
        margin-top: 8px;
        padding-top: 6px;
        border-top: 1px solid var(--line);
      }
      .card {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 26px;
        font-size: var(--text-sm);
        color: var(--text-3);
      }
      .card a,
      .card span.title {
        color: var(--text);
        font-weight: var(--weight-medium);
      }
      .card a {
        text-decoration-color: var(--line-strong);
        text-underline-offset: 3px;
      }
      .card.further,
      .card.further a,
      .card.further span.title {
        font-weight: 400;
        color: var(--text-3);
      }
      .card .num {
        font-size: var(--text-xs);
      }
      .face.machine {
        color: var(--text-2);
        background: var(--surface-3);
      }
      .under {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
        margin-top: 4px;
        color: var(--text-3);
        font-size: var(--text-xs);
      }
      .under .bad-text {
        color: var(--bad);
        font-weight: var(--weight-medium);
      }
      .faint .bubble {
        opacity: 0.72;
      }
      @media (max-width: 719px) {
        .group,
        .ours {
          grid-template-columns: minmax(0, 1fr);
        }
        .group > * {
          grid-column: 1;
        }
        .group > .face {
          display: none;
        }
        .bubble {
          max-width: 94%;
        }
      }
    `,
  ];

  override render() {
    const { author, words } = this;
    const first = this.messages[0];
    if (!first) return nothing;
    const note = first.kind === "note";
    const ours = author.type !== "visitor";
    const look = [ours ? "ours" : "", author.type === "bot" ? "bot" : "", note ? "note" : ""].join(" ");
    return html`<div class="group ${look} ${this.sending ? "faint" : ""}">
      ${this.face()}
      <div class="by">
        <strong dir="auto">${this.by()}</strong>
        ${note ? html`${icon("lock", 12)}<span>${words.t("thread.note")}</span>` : nothing}
        <time class="num" datetime=${first.created_at}>${words.time(first.created_at)}</time>
      </div>
      ${this.messages.map((message) => this.message(message))}
    </div>`;
  }

  bubble(seq: number): HTMLElement | null {
    return this.renderRoot.querySelector(`[data-seq="${seq}"]`);
  }

  private face() {
    const { author } = this;
    if (author.type === "visitor") return face(this.visitor, this.customer, "user", true);
    if (author.type === "agent") return face(author.id ?? "", author.name ?? null, "user", true);
    return html`<span class="face small machine" aria-hidden="true">${icon("bot", 17)}</span>`;
  }

  private by(): string {
    const { author, words } = this;
    if (author.type === "visitor") return this.name;
    if (author.type === "agent") return author.id === this.me ? words.t("thread.you") : (author.name ?? "");
    return words.t(author.type === "bot" ? "thread.bot" : "thread.system");
  }

  private message(message: AgentMessage) {
    const { words } = this;
    const upset = message.author.type === "visitor" && toneOf(message.mood ?? 0) === "upset";
    const pressed = message.payload?.choice !== undefined && message.author.type === "visitor";
    const looks = [
      upset ? "upset" : "",
      pressed ? "pressed" : "",
      message.seq > 0 && message.seq === this.lit ? "pointed" : "",
    ];
    return html`<div
        class="bubble ${looks.join(" ")}"
        data-seq=${message.seq || nothing}
        tabindex="-1"
        title=${upset ? words.t("brief.mood.upset") : nothing}
      >
        ${upset ? html`<span class="sr">${words.t("brief.mood.upset")}: </span>` : nothing}
        <div class="text" dir=${dirOf(message.lang)} lang=${message.lang ?? nothing}>
          ${drawBlocks(blocksOf(message))}
        </div>
        ${this.cards(message)}
      </div>
      ${this.under(message)}`;
  }

  private cards(message: AgentMessage) {
    const { outcome, hits = [] } = message.payload?.answer ?? {};
    if (hits.length === 0) return nothing;
    // An answer shows one article; the others were only considered.
    const shown = hits.slice(0, outcome === "answered" ? 1 : MAX_HITS);
    return html`<ul class="cards" aria-label=${this.words.t("answer.sources")}>
      ${shown.map((hit, index) => html`<li>${this.card(hit, index)}</li>`)}
    </ul>`;
  }

  private card(hit: Hit, index: number) {
    const href = hit.url ? safeHref(hit.url) : null;
    const sure = hit.probability ?? null;
    return html`<div class="card ${index > 0 ? "further" : ""}">
      ${icon("book", 15)}
      ${
        href
          ? html`<a class="clip" href=${href} target="_blank" rel="noopener noreferrer" dir="auto"
              >${hit.title}</a
            >`
          : html`<span class="title clip" dir="auto">${hit.title}</span>`
      }
      ${
        sure === null
          ? nothing
          : html`<span class="num"
              >${this.words.t("answer.probability", { percent: percent(this.words, sure) })}</span
            >`
      }
    </div>`;
  }

  private under(message: AgentMessage) {
    const { words } = this;
    if (this.failed)
      return html`<div class="under">
        <span class="bad-text">${this.failed}</span>
        <button class="btn small" type="button" @click=${() => this.dispatchEvent(new CustomEvent("retry"))}>
          ${words.t("thread.retry")}
        </button>
        <button
          class="btn small bare"
          type="button"
          @click=${() => this.dispatchEvent(new CustomEvent("discard"))}
        >
          ${words.t("thread.discard")}
        </button>
      </div>`;
    if (this.sending) return html`<div class="under">${this.sending}</div>`;
    const verdict = outcomeOf(this.choices.get(message.id));
    const outcome = message.payload?.answer?.outcome;
    const parts = [
      outcome && outcome !== "answered"
        ? html`<span class="chip lined">${words.t(`answer.${outcome}`)}</span>`
        : nothing,
      verdict ? html`<span class="chip ${LOOKS[verdict]}">${words.t(`outcome.${verdict}`)}</span>` : nothing,
      message.seq > 0 && message.seq === this.seen
        ? html`<span class="chip lined">${icon("eye", 12)}${words.t("thread.seen")}</span>`
        : nothing,
    ];
    return parts.every((part) => part === nothing) ? nothing : html`<div class="under">${parts}</div>`;
  }
}

/** Only the bot speaks Markdown; a person's asterisks are asterisks. */
function blocksOf(message: AgentMessage): Block[] {
  const known = parsed.get(message);
  if (known) return known;
  const blocks = message.author.type === "bot" ? parseMarkdown(message.text) : parsePlain(message.text);
  parsed.set(message, blocks);
  return blocks;
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-messages": MessageGroup;
  }
}
