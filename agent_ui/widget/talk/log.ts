/** The messages: a log that screen readers follow. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "../elements/decorators.js";
import { dirOf } from "../../shared/i18n.js";
import { DOWN, icon } from "../../shared/icons.js";
import { rowsOf, type Row } from "../../shared/timeline.js";
import type { Author, Button, Message } from "../../shared/wire.js";
import type { Draft } from "../models/outbox.js";
import { bubbles, buttonsLive, NOTHING, ownerOf, readFrom, type State } from "../models/state.js";
import type { WidgetWords } from "../words.js";
import { avatar, avatarStyles } from "../elements/avatar.js";
import { answerStyles } from "./answer.js";
import { bubble, bubbleStyles, draftBubble } from "./bubble.js";
import { follow, type Follower } from "./follow.js";
import { ask } from "../elements/events.js";
import { base, filling } from "../elements/styles.js";
import { logStyles } from "./log-styles.js";

@customElement("baton-log")
export class Log extends LitElement {
  @property() words!: WidgetWords;
  @property() chat: State = NOTHING;
  @property() offline = false;
  /** More waits below. */
  @state() private rest = false;
  @query(".scroll") private readonly list!: HTMLElement;
  private follower!: Follower;

  override render(): TemplateResult {
    const { chat, words } = this;
    return html`
      <div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label=${words.t("log")}
        @toggle=${() => this.follower.stay()}
      >
        <div>
          <slot name="first"></slot>
          <div role="log" aria-label=${words.t("log")} aria-live=${chat.settled ? "polite" : "off"}>
            ${rowsOf(chat.timeline.messages).map((row) => this.row(row))}
            ${bubbles(chat).map((draft) => this.draft(draft))}
          </div>
          ${this.sent()} ${chat.typing ? this.typing(chat.typing) : null}
          <slot name="last"></slot>
        </div>
      </div>
      ${
        this.rest
          ? html`<button class="newer" @click=${this.toEnd}>${icon(DOWN, 16)}${words.t("newer")}</button>`
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
        </p>
        ${this.chat.files?.cards(row.message, words.lang)}`;
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
          <bdi>${this.name(author)}</bdi>
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

  private name({ name, type }: Author): string {
    return name ?? this.words.t(type === "bot" ? "bot" : "agent");
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
    const { delivered = 0, seen = 0 } = this.chat.desk;
    const state = newest.seq <= seen ? "read" : newest.seq <= delivered ? "delivered" : "sent";
    return html`<div class="note end">${this.words.t(state)}</div>`;
  }

  private typing(author: Author): TemplateResult {
    return html`<div class="group typing">
      ${avatar(author)}
      <div class="bubble">
        <span class="sr">${this.words.t("typing", { name: this.name(author) })}</span><i></i><i></i><i></i>
      </div>
    </div>`;
  }

  protected override firstUpdated(): void {
    this.follower = follow(this.list, (rest) => (this.rest = rest));
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("chat")) return;
    const { chat } = this;
    const before = changed.get("chat") ?? NOTHING;
    const elsewhere = before.conversation?.id !== chat.conversation?.id;
    const mine = bubbles(chat).length > bubbles(before).length;
    if (elsewhere || mine) this.follower.toEnd();
    const ended = ownerOf(chat) === "nobody" && ownerOf(before) !== "nobody";
    if (!mine) this.follower.heard(readFrom(elsewhere ? chat : before, chat), ended);
  }

  override focus(): void {
    this.list.focus();
  }

  private readonly toEnd = (): void => {
    this.focus();
    this.follower.toEnd("smooth");
  };

  static override styles = [base, filling, avatarStyles, bubbleStyles, answerStyles, logStyles];
}
