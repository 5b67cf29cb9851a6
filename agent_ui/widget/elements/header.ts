/** Who is there, and the way to the options. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "./decorators.js";
import { BACK, CLOSE, HOME, icon, MORE } from "../../shared/icons.js";
import type { Author, Conversation, Message } from "../../shared/wire.js";
import type { Theme } from "../models/look.js";
import type { PartWords, WidgetKey, WidgetWords } from "../words.js";
import { avatar, avatarStyles } from "./avatar.js";
import { ask } from "./events.js";
import { base } from "./styles.js";

@customElement("baton-header")
export class Header extends LitElement {
  @property() words!: WidgetWords;
  /** The words of the options, once they are loaded. */
  @property() more: PartWords | null = null;
  @property() conversation: Conversation | null = null;
  @property() messages: readonly Message[] = [];
  @property() site = "";
  @property() theme: Theme = "system";
  @property() quiet = false;
  @property() framed = true;
  /** In a room beside the chat. */
  @property() away = false;
  @property() gated = false;
  /** How many messages wait in other conversations. */
  @property() elsewhere = 0;
  @state() private open = false;

  override render(): TemplateResult {
    const { words, conversation } = this;
    const owner = conversation?.owner ?? "bot";
    const agent = conversation?.agent;
    const face: Author = owner === "agent" ? { name: null, ...agent, type: "agent" } : { type: "bot" };
    const status: WidgetKey = owner === "nobody" ? "status.closed" : `status.${owner}`;
    return html`
      <header @keydown=${this.onKey}>
        <button
          class="round way"
          ?hidden=${this.gated}
          aria-label=${this.away ? words.t("back") : words.t("home") + (this.elsewhere ? ` (${words.number(this.elsewhere)})` : "")}
          @click=${() => ask(this, this.away ? "back" : "home", null)}
        >
          ${icon(this.away ? BACK : HOME)}${this.elsewhere && !this.away ? html`<b></b>` : null}
        </button>
        ${avatar(face, true)}
        <div class="who">
          <h1><bdi>${(owner === "agent" && agent?.name) || this.site || words.t("title")}</bdi></h1>
          <p><i class=${owner}></i>${words.t(status)}</p>
        </div>
        <button class="round" aria-label=${words.t("menu")} aria-expanded=${this.open} @click=${this.toggle}>
          ${icon(MORE)}
        </button>
        ${
          this.framed
            ? html`<button
                class="round"
                aria-label=${words.t("close")}
                @click=${() => ask(this, "dismiss", null)}
              >
                ${icon(CLOSE)}
              </button>`
            : null
        }
        ${
          this.open && this.more
            ? html`<baton-menu
                .words=${this.more}
                .messages=${this.messages}
                .owner=${conversation ? owner : null}
                .theme=${this.theme}
                .quiet=${this.quiet}
                @done=${this.toggle}
              ></baton-menu>`
            : null
        }
      </header>
    `;
  }

  private toggle(): void {
    this.open = !this.open;
    if (this.open) ask(this, "need", "menu");
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.open) return;
    event.stopPropagation();
    this.toggle();
    this.renderRoot.querySelector<HTMLElement>("[aria-expanded]")?.focus();
  }

  static override styles = [
    base,
    avatarStyles,
    css`
      :host {
        position: relative;
        z-index: 2;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--s-1);
        padding: var(--s-3) var(--s-2);
      }
      .way {
        position: relative;
      }
      .way:dir(rtl) .icon {
        transform: scaleX(-1);
      }
      b {
        position: absolute;
        inset-block-start: 6px;
        inset-inline-end: 6px;
      }
      @media (width < 360px) {
        .avatar {
          display: none;
        }
      }
      .who {
        flex: 1;
        min-inline-size: 0;
        margin-inline: var(--s-2) var(--s-1);
      }
      h1,
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      h1 {
        font-size: var(--text-md);
        font-weight: var(--weight-bold);
        line-height: 1.4;
      }
      p {
        display: flex;
        align-items: center;
        gap: 6px;
        color: var(--text-2);
        font-size: var(--text-sm);
        line-height: 1.5;
      }
      b,
      i {
        flex: none;
        inline-size: 8px;
        block-size: 8px;
        border-radius: 50%;
        background: var(--accent);
      }
      b {
        background: var(--bad);
      }
      i.queue {
        background: var(--warn);
      }
      i.agent {
        background: var(--good);
      }
      i.nobody {
        background: var(--line-strong);
      }
    `,
  ];
}
