/** The middle pane: who it is and whose turn, the brief, the conversation, the composer. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { base } from "../../rooms/base.js";
import { face } from "../../rooms/face.js";
import { icon } from "../../rooms/icons.js";
import type { MenuItem } from "../../rooms/menu.js";
import "../../rooms/menu.js";
import { listed } from "../../rooms/words.js";
import type { Role } from "../../shared/wire.js";
import { command } from "../commands.js";
import type { Aids } from "../aids.js";
import { isMine, nameOf, type Chat, type Colleague } from "../models/chat.js";
import type { OfChat } from "../files.js";
import type { MergeKeeper } from "../merge-keeper.js";
import { undoable } from "../models/merge.js";
import type { Drafts } from "../models/drafts.js";
import type { Thread } from "../models/thread.js";
import { pressing } from "../models/sla.js";
import { waitSince } from "../models/waiting.js";
import type { ConsoleWords } from "../words.js";
import { endedActs, ownersActs, type Act } from "./acts.js";
import "./brief-card.js";
import "./composer-box.js";
import "./message-log.js";
import type { MessageLog } from "./message-log.js";
import "./suggestions.js";
import { clockText, customer, duration, langName, stateText, ticketText } from "./text.js";
import { Ticking } from "./ticking.js";
import { styles } from "./thread-view.styles.js";

@customElement("baton-thread")
export class ThreadView extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat: Chat | undefined;
  @property({ attribute: false }) selected: string | null = null;
  @property({ attribute: false }) thread: Thread | null = null;
  /** Moves with every change inside the thread. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) me = "";
  @property({ attribute: false }) myRole: Role = "agent";
  @property({ attribute: false }) drafts!: Drafts;
  @property({ attribute: false }) compose = { kind: "text" as "text" | "note", insert: "", count: 0 };
  @property({ attribute: false }) pointed: { seq: number; count: number } | null = null;
  /** Logged in, but not taking conversations: said where the eye rests. */
  @property({ type: Boolean }) offDuty = false;
  @property({ type: Boolean }) online = false;
  @property({ type: Boolean }) busy = false;
  @property({ type: Boolean }) details = false;
  /** Colleagues who look at this conversation too. */
  @property({ attribute: false }) viewers: readonly string[] = [];
  @property({ attribute: false }) aids!: Aids;
  @property({ attribute: false }) colleagues: readonly Colleague[] = [];
  @property({ attribute: false }) myName = "";
  /** Briefs that the agent opened or closed by hand. */
  @state() private briefs: ReadonlyMap<string, boolean> = new Map();
  @property({ attribute: false }) files: OfChat | null = null;
  @property({ attribute: false }) merges!: MergeKeeper;
  @query("baton-log") private readonly log!: MessageLog | null;
  private readonly ticking = new Ticking(this);

  static override styles = [base, styles];

  override render() {
    const { words, chat, thread } = this;
    if (!this.selected || !thread) return this.none();
    if (!chat) return html`<div class="empty none">${words.t("room.loading")}</div>`;
    const brief = thread.brief;
    return html`
      ${this.header(chat)}
      ${
        brief
          ? html`<baton-brief
              .words=${words}
              .brief=${brief}
              ?open=${this.briefOpen()}
              .canInsert=${isMine(chat, this.me)}
              @toggle-brief=${() => this.toggleBrief()}
            ></baton-brief>`
          : html`<span></span>`
      }
      ${keyed(
        chat.id,
        html`<baton-log
          .words=${words}
          .thread=${thread}
          .desk=${this.files?.desk ?? null}
          .version=${this.version}
          .name=${customer(words, chat)}
          .customer=${nameOf(chat)}
          .visitor=${chat.visitor?.id ?? chat.id}
          .me=${this.me}
          .pointed=${this.pointed}
          .merges=${this.merges}
          .undoable=${this.answers(chat) ? (undoable(thread.messages, chat, Date.now())?.seq ?? 0) : 0}
          ?online=${this.online}
        ></baton-log>`,
      )}
      ${
        isMine(chat, this.me)
          ? html`<baton-suggestions .words=${words} .hits=${this.aids.suggesting.hits}></baton-suggestions>`
          : html`<span></span>`
      }
      <baton-composer
        .shelf=${this.aids.shelf.items}
        .colleagues=${this.colleagues}
        .myName=${this.myName}
        .found=${this.aids.finder.hits}
        .finding=${this.aids.finder.state === "busy"}
        .drafted=${this.aids.drafted}
        .words=${words}
        .chat=${chat}
        .name=${customer(words, chat)}
        .mine=${isMine(chat, this.me)}
        .drafts=${this.drafts}
        .tray=${this.files?.tray ?? null}
        .compose=${this.compose}
        ?busy=${this.busy}
      ></baton-composer>
    `;
  }

  focusLog(): void {
    this.log?.focusLog();
  }

  /** False when there is no brief to open or close. */
  toggleBrief(): boolean {
    if (!this.thread?.brief || !this.selected) return false;
    this.briefs = new Map(this.briefs).set(this.selected, !this.briefOpen());
    return true;
  }

  /** Open at first sight; it folds itself once the agent has answered. */
  private briefOpen(): boolean {
    const chosen = this.selected ? this.briefs.get(this.selected) : undefined;
    if (chosen !== undefined) return chosen;
    // What was said before this handoff answers nothing of it.
    const since = this.thread?.brief?.reason_seq ?? 0;
    const answered = this.thread?.messages.some(
      ({ author, kind, seq }) =>
        seq > since && author.type === "agent" && author.id === this.me && kind === "text",
    );
    return !answered && this.chat?.owner !== "nobody";
  }

  private none() {
    const { words } = this;
    if (this.offDuty)
      return html`<div class="empty none">
        ${icon("bell", 40)}
        <h2>${words.t("thread.off_duty")}</h2>
        <p>${words.t("thread.off_duty.hint")}</p>
        <button
          class="btn main"
          type="button"
          @click=${() => command(this, { do: "available", availability: "online" })}
        >
          ${words.t("list.go_online")}
        </button>
      </div>`;
    return html`<div class="empty none">
      ${icon("inbox", 40)}
      <h2>${words.t("thread.none")}</h2>
      <p>${words.t("thread.none.hint")}</p>
    </div>`;
  }

  private header(chat: Chat) {
    const { words } = this;
    const wait = chat.owner === "queue" ? waitSince(chat.waiting_since, this.ticking.now) : null;
    const clock = pressing(chat.sla, this.ticking.now);
    return html`<div class="bar">
      <button
        class="btn bare square back"
        type="button"
        aria-label=${words.t("thread.back")}
        @click=${() => command(this, { do: "select", id: null })}
      >
        ${icon("back")}
      </button>
      ${face(chat.visitor?.id ?? chat.id, nameOf(chat))}
      <div class="grow">
        <h1 class="clip"><bdi>${customer(words, chat)}</bdi></h1>
        <p class="state clip">
          ${
            chat.ticket
              ? html`<span class="num">${ticketText(words, chat.ticket)}</span
                  ><span aria-hidden="true">·</span>`
              : nothing
          }
          <span>${stateText(words, chat, this.me)}</span>
          ${
            wait
              ? html`<span aria-hidden="true">·</span
                  ><span class="num ${wait.urgency}">${duration(words, wait)}</span>`
              : nothing
          }
          ${
            clock
              ? html`<span aria-hidden="true">·</span
                  ><span class="num ${clock.pressure === "breached" ? "late" : clock.pressure}"
                    >${clockText(words, clock)}</span
                  >`
              : nothing
          }
          <span aria-hidden="true">·</span><span>${langName(words, chat.lang)}</span>
          ${
            chat.call_back
              ? html`<span aria-hidden="true">·</span><strong>${words.t("chat.call_back")}</strong>`
              : nothing
          }
          ${
            this.viewers.length > 0
              ? html`<span aria-hidden="true">·</span
                  ><span class="viewers"
                    >${icon("eye", 13)}<bdi
                      >${words.n("thread.viewing", this.viewers.length, { names: listed(words, this.viewers) })}</bdi
                    ></span
                  >`
              : nothing
          }
        </p>
      </div>
      <div class="acts" role="group" aria-label=${words.t("action.label")}>
        ${this.acts(chat)}
        <button
          class="btn bare square details"
          type="button"
          aria-label=${words.t("action.details")}
          title=${words.t("action.details")}
          aria-pressed=${this.details}
          @click=${() => command(this, { do: "details", open: !this.details })}
        >
          ${icon("panel")}
        </button>
      </div>
    </div>`;
  }

  private acts(chat: Chat) {
    const { words } = this;
    const mails = this.aids.transcripts.on;
    const common = endedActs(words, chat, mails);
    if (chat.owner === "queue" || chat.owner === "bot")
      return html`${this.menu(common)}<button
          class="btn main"
          type="button"
          ?disabled=${this.busy}
          @click=${() => command(this, { do: "claim" })}
        >
          ${icon("hand")}<span>${words.t(chat.owner === "queue" ? "action.claim" : "action.take_over")}</span>
        </button>`;
    if (!this.answers(chat)) return this.menu(common);
    const acts = ownersActs(words, chat, mails);
    const [transfer, handBack, ...others] = acts;
    return html`
      <span class="wide">
        ${[transfer, handBack].map((act) => (act ? this.button(act) : nothing))} ${this.menu(others)}
      </span>
      <span class="narrow">${this.menu(acts)}</span>
      ${this.button({ value: "resolve", label: words.t("action.resolve"), icon: "check" }, "main")}
    `;
  }

  /** Whether it is ours, or a colleague's whom we lead. */
  private answers(chat: Chat): boolean {
    const leads = this.myRole === "supervisor" || this.myRole === "admin";
    return chat.owner === "agent" && (isMine(chat, this.me) || leads);
  }

  private button(act: Act, look = "") {
    return html`<button
      class="btn ${look}"
      type="button"
      ?disabled=${this.busy}
      @click=${() => this.act(act.value)}
    >
      ${icon(act.icon, 16)}<span>${act.label}</span>
    </button>`;
  }

  private menu(acts: readonly Act[]) {
    const items: MenuItem[] = acts.map(({ value, label, icon: name }) => ({ value, label, icon: name }));
    return html`<room-menu
      end
      label=${this.words.t("action.more")}
      .items=${items}
      @pick=${(event: CustomEvent<Act["value"]>) => this.act(event.detail)}
      >${icon("dots")}</room-menu
    >`;
  }

  private act(value: Act["value"]): void {
    if (value === "release" || value === "wake") command(this, { do: value });
    else if (value === "unblock") command(this, { do: "block", id: this.chat?.id ?? "", on: false });
    else command(this, { do: "ask", panel: value });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-thread": ThreadView;
  }
}
