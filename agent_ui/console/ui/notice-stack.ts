/** What just happened; refusals stay longer. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../../rooms/base.js";
import { notices } from "../../rooms/look/notices.js";
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
    notices,
    css`
      :host {
        display: contents;
      }
      .notice {
        animation: in var(--slow) var(--ease);
      }
      .good > .icon {
        color: var(--good);
      }
      .info > .icon {
        color: var(--accent-text);
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
    return html`<div class="notices" role="status" aria-live="polite">
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
