/** What just happened, in a corner; refusals stay longer. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { command } from "../commands.js";
import type { Notice } from "../models/notices.js";
import type { ConsoleWords } from "../words.js";

const ICONS = { good: "check", bad: "alert", info: "info" } as const;

@customElement("baton-notices")
export class NoticeStack extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) notices: readonly Notice[] = [];

  static override styles = [
    base,
    css`
      :host {
        position: fixed;
        z-index: 40;
        inset-block-start: 7px;
        inset-inline: 0;
        padding: 0 16px;
        pointer-events: none;
      }
      .stack {
        display: grid;
        justify-items: center;
        gap: 8px;
      }
      .notice {
        display: flex;
        align-items: center;
        gap: 10px;
        max-width: 480px;
        min-height: 42px;
        padding: 4px 6px 4px 14px;
        border: 1px solid var(--line);
        border-radius: var(--r-2);
        background: var(--surface);
        box-shadow: var(--shadow-2);
        font-size: var(--text-sm);
        font-weight: var(--weight-medium);
        pointer-events: auto;
        animation: in var(--slow) var(--ease);
      }
      .notice:dir(rtl) {
        padding: 4px 14px 4px 6px;
      }
      .good > .icon {
        color: var(--good);
      }
      .info > .icon {
        color: var(--accent-text);
      }
      .bad {
        border-color: color-mix(in srgb, var(--bad) 40%, var(--line));
        background: color-mix(in srgb, var(--bad-soft) 60%, var(--surface));
        color: var(--bad);
      }
      @keyframes in {
        from {
          opacity: 0;
          transform: translateY(-8px);
        }
      }
    `,
  ];

  override render() {
    return html`<div class="stack" role="status" aria-live="polite">
      ${repeat(
        this.notices,
        (notice) => notice.id,
        (notice) =>
          html`<div class="notice ${notice.tone}">
            ${icon(ICONS[notice.tone])}<span>${this.words.t(notice.key, notice.params)}</span>
            ${
              notice.action
                ? html`<button
                    class="btn small"
                    type="button"
                    @click=${() => {
                      if (notice.action) command(this, notice.action);
                      command(this, { do: "dismiss", notice: notice.id });
                    }}
                  >
                    ${this.words.t(notice.action.do === "jump" ? "notice.show" : "notice.undo")}
                  </button>`
                : nothing
            }
            <button
              class="btn bare small square"
              type="button"
              aria-label=${this.words.t("room.dismiss")}
              @click=${() => command(this, { do: "dismiss", notice: notice.id })}
            >
              ${icon("close", 15)}
            </button>
          </div>`,
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-notices": NoticeStack;
  }
}
