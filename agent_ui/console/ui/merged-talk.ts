/** Under the line that tells of a merge: what was said in the other conversation, and the way back. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { dirOf } from "../../shared/i18n.js";
import type { Row } from "../../shared/timeline.js";
import { command } from "../commands.js";
import type { MergeKeeper } from "../merge-keeper.js";
import type { AgentMessage } from "../models/chat.js";
import { mergedBy, wasUndone } from "../models/merge.js";
import type { ConsoleWords } from "../words.js";
import "./message-group.js";
import { styles } from "./merged-talk.styles.js";
import { activityText } from "./text.js";

@customElement("baton-merged")
export class MergedTalk extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) line!: AgentMessage;
  @property({ attribute: false }) messages: readonly AgentMessage[] = [];
  @property({ attribute: false }) merges!: MergeKeeper;
  /** Moves with every change of what is shown. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) name = "";
  @property({ attribute: false }) customer: string | null = null;
  @property({ attribute: false }) visitor = "";
  @property({ attribute: false }) me = "";
  /** It can still be taken back. */
  @property({ type: Boolean }) undoable = false;

  private unfolded = false;

  static override styles = [base, styles];

  override render() {
    const { words, line } = this;
    const other = mergedBy(line);
    if (other === null) return nothing;
    if (wasUndone(this.messages, line))
      return html`<div class="way">
        <button class="btn small bare" type="button" @click=${() => this.go(other)}>
          ${words.t("merge.go")}
        </button>
      </div>`;
    const open = this.merges.threadOf(other) !== null;
    const count = Number(line.payload?.params?.messages ?? 0);
    return html`<div class="way">
        <button
          class="btn small"
          type="button"
          aria-expanded=${open}
          @click=${() => command(this, { do: "peek", other })}
        >
          ${open ? words.t("merge.hide") : words.n("merge.show", count)}
        </button>
        ${
          this.undoable
            ? html`<button
                class="btn small bare"
                type="button"
                @click=${() => command(this, { do: "unmerge", id: line.conversation_id, others: [other] })}
              >
                ${icon("release", 14)}${words.t("merge.undo")}
              </button>`
            : nothing
        }
      </div>
      ${open ? this.said(other) : nothing}`;
  }

  /** What unfolds is brought before the eye, once it is there. */
  override updated(): void {
    const loaded = this.merges.threadOf(mergedBy(this.line) ?? "")?.loaded ?? false;
    if (loaded && !this.unfolded)
      requestAnimationFrame(() =>
        this.renderRoot.querySelector(".said")?.scrollIntoView({ block: "nearest" }),
      );
    this.unfolded = loaded;
  }

  private said(other: string) {
    const { words } = this;
    const thread = this.merges.threadOf(other);
    const label = words.t("merge.said", { about: String(this.line.payload?.params?.about ?? "") });
    return html`<section class="said" role="region" aria-label=${label} tabindex="0">
      ${
        thread?.loaded
          ? thread.rows().map((row) => this.row(row, other))
          : html`<p class="quiet" role="status">${words.t("room.loading")}</p>`
      }
    </section>`;
  }

  private row(row: Row, other: string) {
    const { words } = this;
    if (row.type === "day") return html`<div class="day">${words.day(row.at, new Date())}</div>`;
    if (row.type === "activity") return html`<p class="told">${this.told(row.message)}</p>`;
    return html`<baton-messages
      .words=${words}
      .messages=${row.messages}
      .size=${row.messages.length}
      .author=${row.author}
      .customer=${this.customer}
      .name=${this.name}
      .visitor=${this.visitor}
      .me=${this.me}
      .desk=${this.merges.filesOf(other).desk}
    ></baton-messages>`;
  }

  /** In the reader's words where we have some, else in the customer's. */
  private told(message: AgentMessage) {
    const { words } = this;
    return activityText(words, message) ?? html`<span dir=${dirOf(message.lang)}>${message.text}</span>`;
  }

  private go(other: string): void {
    command(this, { do: "jump", id: other, seq: null });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-merged": MergedTalk;
  }
}
