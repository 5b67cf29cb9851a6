/** What was said, from the first message to the one being typed. */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { dirOf } from "../../shared/i18n.js";
import type { FileDesk } from "../../shared/files/desk.js";
import type { Row } from "../../shared/timeline.js";
import { command } from "../commands.js";
import type { MergeKeeper } from "../merge-keeper.js";
import type { AgentMessage, Pending } from "../models/chat.js";
import { mergedBy } from "../models/merge.js";
import { refusalKey } from "../models/notices.js";
import type { Thread } from "../models/thread.js";
import { RowWindow } from "../models/window.js";
import type { ConsoleWords } from "../words.js";
import "./message-group.js";
import type { MessageGroup } from "./message-group.js";
import "./merged-talk.js";
import { activityText } from "./text.js";
import { Ticking } from "./ticking.js";
import { styles } from "./message-log.styles.js";

const NEAR = 80;
const POINTED_MS = 2600;

@customElement("baton-log")
export class MessageLog extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) thread!: Thread;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) desk: FileDesk | null = null;
  /** How the customer is called in sentences; `customer` is their own name, if known. */
  @property({ attribute: false }) name = "";
  @property({ attribute: false }) customer: string | null = null;
  @property({ attribute: false }) visitor = "";
  @property({ attribute: false }) me = "";
  @property({ attribute: false }) pointed: { seq: number; count: number } | null = null;
  @property({ type: Boolean }) online = false;
  @property({ attribute: false }) merges!: MergeKeeper;
  /** The line of the merge that can still be taken back. */
  @property({ attribute: false }) undoable = 0;
  @state() private fresh = 0;
  @state() private lit = 0;
  @query(".scroll") private readonly scroller!: HTMLElement;
  private stuck = true;
  private readonly window = new RowWindow();
  private shownSeq = 0;
  private readonly ticking = new Ticking(this, 1000);

  static override styles = [base, styles];

  override render() {
    const { words, thread } = this;
    const typist = thread.typingNow(this.ticking.now);
    const rows = thread.rows();
    const from = this.window.start(rows.length, this.stuck);
    return html`
      <div
        class="scroll"
        role="log"
        aria-label=${words.t("thread.label", { name: this.name })}
        aria-busy=${!thread.loaded}
        tabindex="0"
        @scroll=${this.onScroll}
      >
        ${thread.loaded || thread.pending.length > 0 ? nothing : this.unloaded()}
        <div class="column">
          ${this.window.hidden ? html`<p class="earlier">${words.t("thread.earlier")}</p>` : nothing}
          ${repeat(
            rows.slice(from),
            (row) => row.key,
            (row) => this.row(row),
          )}
          ${repeat(
            thread.pending,
            (pending) => pending.clientMessageId,
            (pending) => this.pending(pending),
          )}
          <div class="typing">
            ${
              typist
                ? html`<span
                    ><i aria-hidden="true"><b></b><b></b><b></b></i>
                    ${words.t("thread.typing", { name: this.typistName(typist.type, typist.name) })}</span
                  >`
                : nothing
            }
          </div>
        </div>
      </div>
      ${
        this.fresh > 0
          ? html`<button class="btn main latest" type="button" @click=${() => this.toEnd(true)}>
              ${words.n("thread.fresh", this.fresh)}${icon("chevron", 16)}
            </button>`
          : nothing
      }
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    const newest = this.thread.newestSeq;
    if (newest !== this.shownSeq || changed.has("version")) {
      const more = this.thread.messages.filter(({ seq }) => seq > this.shownSeq).length;
      const first = this.shownSeq === 0;
      this.shownSeq = newest;
      if (this.stuck || first) this.toEnd(false);
      else if (more > 0) this.fresh += more;
    }
    if (changed.has("pointed") && this.pointed) void this.point(this.pointed.seq);
  }

  focusLog(): void {
    this.scroller.focus();
  }

  private unloaded() {
    const key = this.online ? "room.loading" : "thread.unloaded";
    return html`<p class="empty">${this.words.t(key)}</p>`;
  }

  private row(row: Row) {
    const { words } = this;
    if (row.type === "day") return html`<div class="day">${words.day(row.at, new Date())}</div>`;
    if (row.type === "activity") return this.activity(row.message);
    return html`<baton-messages
      .words=${words}
      .messages=${row.messages}
      .size=${row.messages.length}
      .author=${row.author}
      .customer=${this.customer}
      .name=${this.name}
      .visitor=${this.visitor}
      .me=${this.me}
      .verdicts=${this.thread.verdicts}
      .choices=${this.thread.choices()}
      .delivered=${this.thread.lastDelivered()}
      .seen=${this.thread.lastSeen()}
      .lit=${this.lit}
      .desk=${this.desk}
    ></baton-messages>`;
  }

  /** What happened, from the desk's side; its title is what the customer reads. */
  private activity(message: AgentMessage) {
    const told = activityText(this.words, message);
    return html`<div
      class="activity ${message.seq === this.lit ? "pointed" : ""}"
      data-seq=${message.seq}
      tabindex="-1"
      dir=${told ? this.words.dir : dirOf(message.lang)}
      lang=${told ? nothing : (message.lang ?? nothing)}
    >
      <span title=${told ? message.text : nothing}>${told ?? message.text}</span
      ><time class="num">${this.words.time(message.created_at)}</time>
      ${this.task(message)} ${this.merged(message)}
    </div>`;
  }

  /** What the customer does not see of a hand back. */
  private task({ payload }: AgentMessage) {
    const task = payload?.task?.text;
    if (!task) return nothing;
    return html`<span class="task" dir=${this.words.dir}
      >${icon("lock", 12)}<bdi>${this.words.t("task.told", { task })}</bdi></span
    >`;
  }

  /** What was said in a conversation that was merged into this one. */
  private merged(line: AgentMessage) {
    if (mergedBy(line) === null) return nothing;
    return html`<baton-merged
      .words=${this.words}
      .line=${line}
      .messages=${this.thread.messages}
      .merges=${this.merges}
      .version=${this.version}
      .name=${this.name}
      .customer=${this.customer}
      .visitor=${this.visitor}
      .me=${this.me}
      ?undoable=${line.seq === this.undoable}
    ></baton-merged>`;
  }

  private pending(pending: Pending) {
    const { words } = this;
    const failed = pending.failed
      ? words.t("thread.failed", { why: words.t(refusalKey(pending.failed), { code: pending.failed }) })
      : null;
    const message: AgentMessage = {
      id: pending.clientMessageId,
      conversation_id: pending.conversationId,
      seq: 0,
      client_message_id: pending.clientMessageId,
      author: pending.author,
      kind: pending.kind,
      text: pending.text,
      lang: pending.lang,
      created_at: pending.createdAt,
      ...(pending.attachments && { payload: { attachments: [...pending.attachments] } }),
      ...(pending.article && { payload: { answer: { outcome: "answered", hits: [pending.article] } } }),
    };
    return html`<baton-messages
      .words=${words}
      .messages=${[message]}
      .author=${pending.author}
      .desk=${this.desk}
      .me=${this.me}
      .failed=${failed}
      .sending=${failed ? null : this.onItsWay(pending)}
      ?held=${(pending.heldUntil ?? 0) > this.ticking.now}
      @retry=${() => command(this, { do: "retry", clientMessageId: pending.clientMessageId })}
      @discard=${() => command(this, { do: "discard", clientMessageId: pending.clientMessageId })}
    ></baton-messages>`;
  }

  private onItsWay({ heldUntil = 0 }: Pending): string {
    const { words } = this;
    const seconds = Math.ceil((heldUntil - this.ticking.now) / 1000);
    if (seconds > 0) return words.t("thread.held", { seconds: words.number(seconds) });
    return words.t(this.online ? "thread.sending" : "thread.waiting");
  }

  private typistName(type: string, name: string | null | undefined): string {
    if (type === "visitor") return this.name;
    return type === "bot" ? this.words.t("thread.bot") : (name ?? "");
  }

  private readonly onScroll = (): void => {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.stuck) this.fresh = 0;
    if (scrollTop < clientHeight && this.window.hidden) void this.goBack();
  };

  /** Draw what is above, and keep before the eye what was there. */
  private async goBack(): Promise<void> {
    const { scroller } = this;
    const below = scroller.scrollHeight - scroller.scrollTop;
    this.window.more();
    this.requestUpdate();
    await this.updateComplete;
    await Promise.all(
      [...this.renderRoot.querySelectorAll("baton-messages")].map((one) => one.updateComplete),
    );
    scroller.scrollTop = scroller.scrollHeight - below;
  }

  private toEnd(smoothly: boolean): void {
    this.stuck = true;
    this.fresh = 0;
    // The groups draw themselves after us.
    requestAnimationFrame(() => {
      // Meanwhile somebody may have pointed at a message further up.
      if (this.stuck)
        this.scroller.scrollTo({
          top: this.scroller.scrollHeight,
          behavior: smoothly ? "smooth" : "instant",
        });
    });
  }

  /** The groups, once each has drawn itself. */
  private async drawn(): Promise<MessageGroup[]> {
    const groups = [...this.renderRoot.querySelectorAll("baton-messages")];
    await Promise.all(groups.map((group) => group.updateComplete));
    return groups;
  }

  private async point(seq: number): Promise<void> {
    this.lit = seq;
    this.stuck = false;
    this.window.reach(this.thread.rows().findIndex((row) => holds(row, seq)));
    this.requestUpdate();
    await this.updateComplete;
    const groups = await this.drawn();
    const own = this.renderRoot.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    const target = own ?? groups.map((group) => group.bubble(seq)).find((bubble) => bubble !== null);
    if (!target) return;
    const { scroller } = this;
    const away = Math.abs(target.getBoundingClientRect().top - scroller.getBoundingClientRect().top);
    // A long way is not travelled: news on the way would take the reader back.
    const far = away > 2 * scroller.clientHeight;
    target.scrollIntoView({ block: "center", behavior: far ? "instant" : "smooth" });
    target.focus({ preventScroll: true });
    setTimeout(() => {
      if (this.lit === seq) this.lit = 0;
    }, POINTED_MS);
  }
}

function holds(row: Row, seq: number): boolean {
  if (row.type === "day") return false;
  return row.type === "activity" ? row.message.seq === seq : row.messages.some((one) => one.seq === seq);
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-log": MessageLog;
  }
}
