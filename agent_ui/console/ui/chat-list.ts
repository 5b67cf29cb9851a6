/** The left pane: the views with counts, and the conversations of the chosen one. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../../rooms/base.js";
import { plainText } from "../../shared/plain-text.js";
import { face } from "../../rooms/face.js";
import { icon, type IconName } from "../../rooms/icons.js";
import type { Availability } from "../../shared/wire.js";
import { command } from "../commands.js";
import { isHeated, isSnoozed, nameOf, VIEWS, type Chat, type View } from "../models/chat.js";
import type { Counts } from "../models/chats.js";
import type { Drafts } from "../models/drafts.js";
import { pressing, type Pressure } from "../models/sla.js";
import { waitSince, type Wait } from "../models/waiting.js";
import type { ConsoleWords } from "../words.js";
import { clockText, customer, duration, langName, snoozeText, ticketText, whenText } from "./text.js";
import { Ticking } from "./ticking.js";
import "./bulk-bar.js";
import { styles } from "./chat-list.styles.js";

const EMPTY_ICONS: Record<View, IconName> = {
  mine: "inbox",
  snoozed: "clock",
  queue: "check",
  tickets: "mail",
  bot: "bot",
  resolved: "archive",
};

const CHIPS: Record<Pressure, string> = { calm: "", soon: "warn", breached: "bad" };

@customElement("baton-list")
export class ChatList extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chats: readonly Chat[] = [];
  @property({ attribute: false }) counts!: Counts;
  @property({ attribute: false }) me = "";
  @property({ attribute: false }) view: View = "mine";
  @property({ attribute: false }) selected: string | null = null;
  @property({ attribute: false }) drafts!: Drafts;
  @property({ attribute: false }) availability: Availability = "online";
  /** The conversations that are picked; null while nobody picks. */
  @property({ attribute: false }) picked: ReadonlySet<string> | null = null;
  @property({ attribute: false }) reasons: readonly string[] = [];
  @property({ type: Boolean }) loaded = false;
  @property({ type: Boolean }) more = false;
  private readonly ticking = new Ticking(this);
  private following = "";

  static override styles = [base, styles];

  override render() {
    const { words } = this;
    return html`
      <nav class="views" aria-label=${words.t("view.label")}>
        ${this.views().map((view) => this.tab(view))}
      </nav>
      <div class="scroll" @keydown=${this.onKey}>
        ${this.nudge()}
        <baton-bulk
          .words=${words}
          .picked=${this.picked}
          .shown=${this.chats.map(({ id }) => id)}
          .reasons=${this.reasons}
          ?mine=${this.view === "mine"}
        ></baton-bulk>
        <ul aria-label=${words.t(`view.${this.view}`)}>
          ${repeat(
            this.chats,
            (chat) => chat.id,
            (chat) => html`<li>${this.row(chat)}</li>`,
          )}
        </ul>
        ${this.chats.length === 0 && this.loaded ? this.empty() : nothing}
        ${
          this.more
            ? html`<div class="foot">
                <button class="btn" type="button" @click=${() => command(this, { do: "more" })}>
                  ${words.t("list.more")}
                </button>
              </div>`
            : nothing
        }
      </div>
    `;
  }

  override updated(): void {
    if (this.selected === this.following) return;
    this.following = this.selected ?? "";
    this.renderRoot.querySelector(".row[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }

  /** Whoever logs in is not on duty yet, and easily forgets. */
  private nudge() {
    const { words, availability } = this;
    if (availability === "online") return nothing;
    return html`<div class="nudge">
      <span class="grow">${words.t(`list.${availability}`)}</span>
      <button
        class="btn small main"
        type="button"
        @click=${() => command(this, { do: "available", availability: "online" })}
      >
        ${words.t("list.go_online")}
      </button>
    </div>`;
  }

  /** Nobody needs the lists of tickets and of what is put aside while there are none. */
  private views(): View[] {
    const rare = (view: View) => view === "snoozed" || view === "tickets";
    return VIEWS.filter((view) => !rare(view) || view === this.view || this.counts[view] > 0);
  }

  private tab(view: View) {
    const n = this.counts[view];
    const shown = n > 99 ? `${this.words.number(99)}+` : this.words.number(n);
    return html`<button
      class="view"
      type="button"
      aria-current=${view === this.view ? "true" : nothing}
      @click=${() => command(this, { do: "view", view })}
    >
      ${this.words.t(`view.${view}`)}
      ${
        n > 0 && view !== "resolved"
          ? html`<span class="count num ${view === "queue" ? "hot" : ""}" aria-hidden="true">${shown}</span>
              <span class="sr">${this.words.n("view.count", n)}</span>`
          : nothing
      }
    </button>`;
  }

  private row(chat: Chat) {
    const { words } = this;
    // What the bot is answering need not be read by anybody.
    const unread = chat.owner === "queue" || chat.owner === "agent" ? (chat.unread ?? 0) : 0;
    const name = customer(words, chat);
    return html`<button
      class="row ${unread ? "unread" : ""}"
      type="button"
      data-id=${chat.id}
      aria-current=${chat.id === this.selected ? "true" : nothing}
      aria-pressed=${this.picked ? String(this.picked.has(chat.id)) : nothing}
      @click=${() => command(this, this.picked ? { do: "toggle", id: chat.id } : { do: "select", id: chat.id })}
    >
      ${
        this.picked
          ? html`<span class="tickbox" aria-hidden="true"
              >${this.picked.has(chat.id) ? icon("check", 18) : nothing}</span
            >`
          : face(chat.visitor?.id ?? chat.id, nameOf(chat))
      }
      <span class="grow">
        <span class="line"
          ><span class="name clip"><bdi>${name}</bdi></span
          >${this.when(chat)}</span
        >
        <span class="line">
          <span class="said clip grow"
            >${plainText(chat.last_text ?? chat.goal ?? "") || words.t("list.none")}</span
          >
          ${
            unread
              ? html`<span class="blob num" aria-hidden="true">${words.number(unread)}</span
                  ><span class="sr">${words.n("list.unread", unread)}</span>`
              : nothing
          }
        </span>
        <span class="chips">${this.chips(chat)}</span>
      </span>
    </button>`;
  }

  private when(chat: Chat) {
    const wait = this.waits(chat);
    if (wait) {
      const text = duration(this.words, wait);
      return html`<span class="when num ${wait.urgency}"
        ><span aria-hidden="true">${text}</span
        ><span class="sr">${this.words.t("wait.spoken", { time: text })}</span></span
      >`;
    }
    return html`<span class="when calm num"
      >${whenText(this.words, chat.updated_at ?? chat.opened_at, new Date(this.ticking.now))}</span
    >`;
  }

  /** Somebody waits for us: in the queue, or with something unread. */
  private waits(chat: Chat): Wait | null {
    if (chat.owner === "queue") return waitSince(chat.waiting_since, this.ticking.now);
    const answer = chat.owner === "agent" && (chat.unread ?? 0) > 0;
    return answer ? waitSince(chat.updated_at, this.ticking.now) : null;
  }

  private chips(chat: Chat) {
    const { words } = this;
    const { reason, priority } = chat;
    const clock = pressing(chat.sla, this.ticking.now);
    return [
      clock
        ? html`<span class="chip num clock ${CHIPS[clock.pressure]}"
            >${icon("clock", 12)}${clockText(words, clock)}</span
          >`
        : nothing,
      chat.ticket
        ? html`<span class="chip num ${chat.ticket.mail === "failed" ? "bad" : ""}"
            >${icon("mail", 12)}${ticketText(words, chat.ticket)}</span
          >`
        : nothing,
      isSnoozed(chat)
        ? html`<span class="chip lined"
            >${icon("moon", 12)}<span class="clip">${snoozeText(words, chat)}</span></span
          >`
        : nothing,
      chat.task
        ? html`<span class="chip accent"
            >${icon("bot", 12)}<span class="clip" dir="auto"
              >${words.t("list.task", { task: chat.task })}</span
            ></span
          >`
        : nothing,
      reason && chat.owner !== "bot"
        ? html`<span class="chip ${isHeated(reason) ? "bad" : ""}">${words.t(`reason.${reason}`)}</span>`
        : nothing,
      priority === "urgent" || priority === "high"
        ? html`<span class="chip warn">${icon("flag", 12)}${words.t(`priority.${priority}`)}</span>`
        : nothing,
      chat.lang !== words.lang
        ? html`<span class="chip lined">${langName(words, chat.lang)}</span>`
        : nothing,
      this.drafts.has(chat.id)
        ? html`<span class="chip note">${icon("pen", 12)}${words.t("list.draft")}</span>`
        : nothing,
    ];
  }

  private empty() {
    const { words, view } = this;
    const waiting = this.counts.queue;
    return html`<div class="empty">
      ${icon(EMPTY_ICONS[view], 32)}
      <h2>${words.t(`list.empty.${view}`)}</h2>
      <p>${words.t(`list.empty.${view}.hint`)}</p>
      ${
        view === "mine" && waiting > 0
          ? html`<button
              class="btn"
              type="button"
              @click=${() => command(this, { do: "view", view: "queue" })}
            >
              ${words.n("list.go_queue", waiting)}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** Arrows walk through the list with the focus; Enter opens. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>(".row")];
    const at = rows.findIndex((row) => row === this.shadowRoot?.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    next?.focus();
    if (next?.dataset.id) command(this, { do: "select", id: next.dataset.id });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-list": ChatList;
  }
}
