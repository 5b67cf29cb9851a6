/** The messages: a log that screen readers follow, kept at its newest line unless the customer reads above. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "../elements/decorators.js";
import { dirOf } from "../../shared/i18n.js";
import { DOWN, icon } from "../../shared/icons.js";
import { rowsOf, type Row } from "../../shared/timeline.js";
import type { Author, Button, Message } from "../../shared/wire.js";
import type { Draft } from "../model/outbox.js";
import { bubbles, buttonsLive, firstHeard, NOTHING, type State } from "../model/state.js";
import type { WidgetWords } from "../words.js";
import { avatar, avatarStyles } from "../elements/avatar.js";
import { answerStyles } from "./answer.js";
import { bubble, bubbleStyles, draftBubble } from "./bubble.js";
import { ask } from "../elements/events.js";
import { base } from "../elements/styles.js";
import { logStyles } from "./log-styles.js";

/** So close to the end that what comes is followed. */
const NEAR = 120;
/** Above the beginning of an answer: its author's name. */
const HEADROOM = 40;

@customElement("baton-log")
export class Log extends LitElement {
  @property({ attribute: false }) words!: WidgetWords;
  @property({ attribute: false }) chat: State = NOTHING;
  @property({ type: Boolean }) offline = false;
  @state() private above = false;

  override render(): TemplateResult {
    const { chat, words } = this;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${words.t("log")} @scroll=${this.onScroll}>
        <slot name="first"></slot>
        <div role="log" aria-label=${words.t("log")} aria-live=${chat.settled ? "polite" : "off"}>
          ${rowsOf(chat.timeline.messages).map((row) => this.row(row))}
          ${bubbles(chat).map((draft) => this.draft(draft))}
        </div>
        ${this.sent()} ${chat.typing ? this.typing(chat.typing) : null}
        <slot name="last" @slotchange=${this.onLast}></slot>
      </div>
      ${
        this.above
          ? html`<button class="newer" @click=${() => this.toEnd("smooth")}>
              ${icon(DOWN, 16)}${words.t("newer")}
            </button>`
          : null
      }
    `;
  }

  private row(row: Row): TemplateResult {
    const { words } = this;
    if (row.type === "day") return html`<div class="day"><span>${words.day(row.at, new Date())}</span></div>`;
    if (row.type === "activity")
      return html`<p class="activity" lang=${row.message.lang ?? nothing} dir=${dirOf(row.message.lang)}>
        ${row.message.text}
      </p>`;
    return row.author.type === "visitor" ? this.mine(row.messages) : this.theirs(row.author, row.messages);
  }

  private mine(messages: Message[]): TemplateResult {
    return html`<div class="group mine">
      <span class="sr">${this.words.t("you")}</span>
      ${messages.map((message) => this.stamped(message))}
    </div>`;
  }

  private theirs(author: Author, messages: Message[]): TemplateResult {
    const { words } = this;
    const bot = author.type === "bot";
    const last = messages[messages.length - 1];
    return html`<div class="group ${author.type}">
      ${avatar(author)}
      <div class="column">
        <div class="name">
          <bdi>${author.name ?? words.t(bot ? "bot" : "agent")}</bdi>
          ${bot ? html`<span class="tag">${words.t("bot.tag")}</span>` : null}
          ${last ? this.time(last) : null}
        </div>
        ${messages.map(
          (message) =>
            html`${message.text ? bubble(message, words, this.live(message)) : null}${this.chat.files?.cards(message, words.lang)}${this.buttons(message)}`,
        )}
      </div>
    </div>`;
  }

  private stamped(message: Message): TemplateResult {
    const files = this.chat.files?.cards(message, this.words.lang);
    return html`<div class="line">
        ${this.time(message)}${message.text ? bubble(message, this.words) : files}
      </div>
      ${message.text ? files : null}`;
  }

  private time(message: Message): TemplateResult {
    return html`<time datetime=${message.created_at}>${this.words.time(message.created_at)}</time>`;
  }

  /** Whether it has buttons that can still be pressed. */
  private live(message: Message): boolean {
    return buttonsLive(this.chat, message);
  }

  private buttons(message: Message): TemplateResult | null {
    const buttons = message.payload?.buttons ?? [];
    if (!this.live(message)) return null;
    const press = (button: Button): void =>
      ask(this, "choose", { message, buttonId: button.id, title: button.title });
    return html`<div class="buttons" dir=${dirOf(message.lang)} lang=${message.lang ?? nothing}>
      ${buttons.map(
        (button) => html`<button class="outline" @click=${() => press(button)}>${button.title}</button>`,
      )}
    </div>`;
  }

  private draft(draft: Draft): TemplateResult {
    const { words } = this;
    const failed = draft.state === "failed";
    return html`<div class="group mine">
      ${draft.text ? draftBubble(draft.text) : null}${this.chat.files?.cards(draft, words.lang)}
      <div class="note ${draft.state}">
        ${
          failed
            ? html`${words.t("failed")} ·
                <button class="link" @click=${() => ask(this, "retry", draft.id)}>${words.t("retry")}</button>
                ·
                <button class="link" @click=${() => ask(this, "discard", draft.id)}>
                  ${words.t("discard")}
                </button>`
            : words.t(this.offline ? "kept" : "sending")
        }
      </div>
    </div>`;
  }

  private sent(): TemplateResult | null {
    const newest = this.chat.timeline.newest;
    if (newest?.author.type !== "visitor" || bubbles(this.chat).length) return null;
    return html`<div class="note end">${this.words.t(newest.seq <= this.chat.read ? "read" : "sent")}</div>`;
  }

  private typing(author: Author): TemplateResult {
    const name = author.name ?? this.words.t(author.type === "bot" ? "bot" : "agent");
    return html`<div class="group typing">
      ${avatar(author)}
      <div class="bubble">
        <span class="sr">${this.words.t("typing", { name })}</span><i></i><i></i><i></i>
      </div>
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("chat")) return;
    const before = changed.get("chat") ?? NOTHING;
    const mineIsNew = bubbles(this.chat).length > bubbles(before).length;
    if (this.above && !mineIsNew) return;
    this.toEnd();
    const first = before.settled && !mineIsNew ? firstHeard(before, this.chat) : undefined;
    if (first) this.toStart(first);
  }

  /** What is longer than the window is read from its beginning; the rest waits below. */
  private toStart(message: Message): void {
    const list = this.renderRoot.querySelector(".scroll");
    const start = list?.querySelector(`[data-seq="${message.seq}"]`);
    if (!list || !start) return;
    const hidden = list.getBoundingClientRect().top + HEADROOM - start.getBoundingClientRect().top;
    if (hidden <= 0) return;
    list.scrollTop -= hidden;
    this.above = belowOf(list) > NEAR;
  }

  /** What grows at the end, or a keyboard that takes room, does not push the end out of sight. */
  private readonly sizes = new ResizeObserver(() => {
    if (!this.above) this.toEnd();
  });

  private readonly onLast = (event: Event): void => {
    for (const element of (event.target as HTMLSlotElement).assignedElements()) this.sizes.observe(element);
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(".scroll")?.focus();
  }

  toEnd(behavior: ScrollBehavior = "auto"): void {
    const list = this.renderRoot.querySelector(".scroll");
    list?.scrollTo({ top: list.scrollHeight, behavior });
  }

  private onScroll(event: Event): void {
    const list = event.currentTarget as HTMLElement;
    this.above = belowOf(list) > NEAR;
  }

  static override styles = [base, avatarStyles, bubbleStyles, answerStyles, logStyles];
}

function belowOf(list: Element): number {
  return list.scrollHeight - list.scrollTop - list.clientHeight;
}
