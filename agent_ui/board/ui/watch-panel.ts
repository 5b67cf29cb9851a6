/** One conversation as it goes on: read by nobody's leave, answered by a note, taken over or given away. */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { nameOf, type Chat } from "../../console/models/chat.js";
import type { Thread } from "../../console/models/thread.js";
import "../../console/ui/brief-card.js";
import "../../console/ui/message-log.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import "../../rooms/menu.js";
import type { MenuItem } from "../../rooms/menu.js";
import type { Priority } from "../../shared/wire.js";
import { stateText } from "../../console/ui/text.js";
import { command } from "../commands.js";
import type { Line } from "../models/board.js";
import type { BoardWords } from "../words.js";
import { customer } from "./text.js";
import { styles } from "./watch-panel.styles.js";

const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];
const MOST_CHARS = 4000;

@customElement("baton-watch")
export class WatchPanel extends LitElement {
  @property({ attribute: false }) words!: BoardWords;
  @property({ attribute: false }) thread!: Thread;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) chat: Chat | null = null;
  /** As the board has it; gone once nobody deals with it any more. */
  @property({ attribute: false }) line: Line | undefined;
  @property({ attribute: false }) pointed: { seq: number; count: number } | null = null;
  @property({ attribute: false }) me = "";
  @property({ attribute: false }) now = 0;
  @property({ type: Boolean }) online = false;
  @property({ type: Boolean }) busy = false;
  @state() private brief = true;
  @query("textarea") private readonly field!: HTMLTextAreaElement | null;

  static override styles = [base, styles];

  override render() {
    const { words, chat, thread } = this;
    const name = chat ? (nameOf(chat) ?? this.anonymous(chat)) : "";
    return html`<aside aria-label=${words.t("watch.label", { name })}>
      <header>
        <div class="grow">
          <h2 tabindex="-1" class="clip"><bdi>${name || words.t("room.loading")}</bdi></h2>
          ${chat ? html`<p class="quiet clip">${stateText(words, chat, this.me)}</p>` : nothing}
        </div>
        <button
          class="btn bare square"
          type="button"
          aria-label=${words.t("room.close")}
          title=${words.t("room.close")}
          @click=${() => command(this, { do: "watch", id: null })}
        >
          ${icon("close")}
        </button>
      </header>
      ${chat ? this.acts(chat) : nothing}
      ${
        thread.brief
          ? html`<baton-brief
              .words=${words}
              .brief=${thread.brief}
              ?open=${this.brief}
              @toggle-brief=${() => (this.brief = !this.brief)}
            ></baton-brief>`
          : nothing
      }
      ${keyed(
        thread.id,
        html`<baton-log
          .words=${words}
          .thread=${thread}
          .version=${this.version}
          .name=${name}
          .customer=${chat ? nameOf(chat) : null}
          .visitor=${chat?.visitor?.id ?? thread.id}
          .me=${this.me}
          .pointed=${this.pointed}
          ?online=${this.online}
        ></baton-log>`,
      )}
      ${this.whisper()}
    </aside>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has("thread")) return;
    this.brief = true;
    this.renderRoot.querySelector("h2")?.focus();
  }

  private anonymous(chat: Chat): string {
    return customer(this.words, { visitor_id: chat.visitor?.id ?? chat.id, visitor_name: null });
  }

  private acts(chat: Chat) {
    const { words, line } = this;
    const mine = chat.agent?.id === this.me && chat.owner === "agent";
    const priorities = PRIORITIES.map((value): MenuItem => ({
      value,
      label: words.t(`priority.${value}`),
      icon: "flag",
    }));
    return html`<div class="acts">
      ${line && !mine ? this.asks("take_over", line) : nothing}
      ${
        line
          ? html`${this.asks("give", line)}
              <room-menu
                label=${words.t("watch.priority", { name: words.t(`priority.${chat.priority}`) })}
                .items=${priorities}
                chosen=${chat.priority}
                @pick=${({ detail }: CustomEvent<Priority>) =>
                  command(this, { do: "prioritise", id: chat.id, priority: detail })}
                >${icon("flag", 16)}${words.t(`priority.${chat.priority}`)}${icon("chevron", 14)}</room-menu
              >`
          : nothing
      }
      <a class="btn bare" href="/console#${chat.id}">${icon("inbox", 16)}${words.t("watch.console")}</a>
    </div>`;
  }

  private asks(kind: "take_over" | "give", line: Line) {
    return html`<button
      class="btn ${kind === "take_over" ? "main" : ""}"
      type="button"
      ?disabled=${this.busy}
      @click=${() => command(this, { do: "ask", question: { kind, line } })}
    >
      ${icon(kind === "take_over" ? "hand" : "transfer", 16)}${this.words.t(`watch.${kind}`)}
    </button>`;
  }

  private whisper() {
    const { words } = this;
    return html`<form @submit=${this.send}>
      <label class="field"
        ><span>${words.t("whisper.label")}</span>
        <textarea
          class="input"
          rows="2"
          maxlength=${MOST_CHARS}
          dir="auto"
          @keydown=${this.onKey}
          aria-describedby="whisper-hint"
        ></textarea>
      </label>
      <div class="foot">
        <span id="whisper-hint" class="quiet">${icon("lock", 13)}${words.t("whisper.hint")}</span>
        <button class="btn" type="submit" ?disabled=${!this.online}>${words.t("whisper.send")}</button>
      </div>
    </form>`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.send(event);
  };

  private readonly send = (event: Event): void => {
    event.preventDefault();
    const text = this.field?.value.trim();
    if (!this.field || !text || !this.online) return;
    command(this, { do: "whisper", id: this.thread.id, text });
    this.field.value = "";
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-watch": WatchPanel;
  }
}
