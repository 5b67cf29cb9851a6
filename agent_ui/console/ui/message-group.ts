/** Messages of one author that follow each other: bubbles, notes, the bot's answers with their articles. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { face } from "../../rooms/face.js";
import { icon, type IconName } from "../../rooms/icons.js";
import type { MenuItem } from "../../rooms/menu.js";
import "../../rooms/menu.js";
import type { FileDesk } from "../../shared/files/desk.js";
import "../../shared/files/file-card.js";
import { dirOf, dirOfText } from "../../shared/i18n.js";
import { drawBlocks } from "../../shared/markdown-view.js";
import { parseMarkdown, parsePlain, safeHref, type Block } from "../../shared/markdown.js";
import type { Author, Hit } from "../../shared/wire.js";
import { command } from "../commands.js";
import type { AgentMessage } from "../models/chat.js";
import { toneOf } from "../models/mood.js";
import { outcomeOf, type Outcome } from "../models/thread.js";
import { choicesFor, judgeable, valueOf, type Choice, type Verdict } from "../models/verdict.js";
import type { ConsoleWords } from "../words.js";
import { percent } from "./text.js";
import { styles } from "./message-group.styles.js";

const LOOKS: Readonly<Record<Outcome, string>> = { helped: "good", rejected: "bad", person: "warn" };
const SAID: Readonly<Record<string, IconName>> = { right: "check", wrong: "close", other_case: "user" };
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
  @property({ attribute: false }) verdicts: ReadonlyMap<string, Verdict> = new Map();
  @property({ attribute: false }) delivered = 0;
  @property({ attribute: false }) seen = 0;
  @property({ attribute: false }) desk: FileDesk | null = null;
  @property({ attribute: false }) lit = 0;
  @property({ attribute: false }) sending: string | null = null;
  @property({ attribute: false }) failed: string | null = null;
  /** Held back for a moment, so that it can be taken back. */
  @property({ type: Boolean }) held = false;

  static override styles = [base, styles];

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
    if (author.type === "agent")
      return face(author.id ?? "", author.name ?? null, "user", true, author.picture);
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
        ${message.text ? this.text(message) : nothing} ${this.files(message)} ${this.cards(message)}
      </div>
      ${this.under(message)}`;
  }

  private text(message: AgentMessage) {
    return html`<div
      class="text"
      dir=${message.author.type === "bot" ? dirOf(message.lang) : dirOfText(message.text)}
      lang=${message.lang ?? nothing}
    >
      ${message.payload?.asked ? html`<p class="asked" dir="auto">${message.payload.asked}</p>` : nothing}
      ${isOnlyCard(message) ? nothing : drawBlocks(blocksOf(message))}
    </div>`;
  }

  private files({ payload }: AgentMessage) {
    const files = payload?.attachments ?? [];
    if (files.length === 0) return nothing;
    return html`<div class="files">
      ${files.map(
        (file) => html`<baton-file .file=${file} .desk=${this.desk} .reader=${this.words.lang}></baton-file>`,
      )}
    </div>`;
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
    if (this.sending)
      return html`<div class="under">
        <span role="status">${this.sending}</span>
        ${
          this.held
            ? html`<button
                class="btn small"
                type="button"
                @click=${() => this.dispatchEvent(new CustomEvent("discard"))}
              >
                ${words.t("thread.undo")}
              </button>`
            : nothing
        }
      </div>`;
    const verdict = outcomeOf(this.choices.get(message.id));
    const outcome = message.payload?.answer?.outcome;
    const parts = [
      outcome && outcome !== "answered"
        ? html`<span class="chip lined">${words.t(`answer.${outcome}`)}</span>`
        : nothing,
      verdict ? html`<span class="chip ${LOOKS[verdict]}">${words.t(`outcome.${verdict}`)}</span>` : nothing,
      judgeable(message) ? this.judging(message) : nothing,
      message.seq > 0 && message.seq === this.delivered
        ? html`<span class="chip lined">${icon("check", 12)}${words.t("thread.delivered")}</span>`
        : nothing,
      message.seq > 0 && message.seq === this.seen
        ? html`<span class="chip lined">${icon("eye", 12)}${words.t("thread.seen")}</span>`
        : nothing,
    ];
    return parts.every((part) => part === nothing) ? nothing : html`<div class="under">${parts}</div>`;
  }

  /** Was this right? Quiet until somebody has said so. */
  private judging(message: AgentMessage) {
    const { words } = this;
    const said = this.verdicts.get(message.id);
    const choices = choicesFor(message, said);
    const items = choices.map((choice): MenuItem => ({
      value: choice.value,
      label: this.choiceText(choice),
      icon: choice.verdict ? (choice.article ? "book" : (SAID[choice.verdict] ?? "check")) : "release",
    }));
    const text = said ? words.t(`verdict.${said.verdict}`) : words.t("verdict.ask");
    const by = said?.agent.id === this.me ? words.t("thread.you") : (said?.agent.name ?? "");
    return html`<room-menu
      class="verdict ${said?.verdict ?? ""}"
      end
      label=${said ? words.t("verdict.said", { verdict: text, name: by }) : words.t("verdict.ask")}
      .items=${items}
      chosen=${valueOf(said) ?? "-"}
      @pick=${(event: CustomEvent<string>) => {
        const choice = choices.find(({ value }) => value === event.detail);
        if (choice) this.judge(message, choice);
      }}
      >${said ? icon(SAID[said.verdict] ?? "check", 13) : nothing}<span>${text}</span>${
        said ? html` <span class="quiet clip" dir="auto">${by}</span>` : nothing
      }</room-menu
    >`;
  }

  private choiceText({ verdict, article, title }: Choice): string {
    const { words } = this;
    if (article) return words.t("verdict.another", { title: title ?? "" });
    return verdict ? words.t(`verdict.${verdict}`) : words.t("verdict.take_back");
  }

  private judge(message: AgentMessage, { verdict, article }: Choice): void {
    command(this, { do: "judge", message: message.id, verdict, article });
  }
}

/** Its title stands on the card. */
function isOnlyCard({ kind, text, payload }: AgentMessage): boolean {
  return kind === "card" && payload?.answer?.hits?.[0]?.title === text;
}

/** The bot speaks Markdown, and agents who used marks; other people's asterisks are asterisks. */
function blocksOf(message: AgentMessage): Block[] {
  const known = parsed.get(message);
  if (known) return known;
  const answer = message.payload?.answer;
  // The titles stand on the cards below.
  const text = answer?.quote ?? answer?.ask ?? message.text;
  const blocks =
    message.author.type === "bot" || message.payload?.markdown ? parseMarkdown(text) : parsePlain(text);
  parsed.set(message, blocks);
  return blocks;
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-messages": MessageGroup;
  }
}
