/** A modal question on the native dialog: focus stays inside, Escape leaves, focus returns. */
import { css, html, LitElement } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { base } from "./base.js";
import { icon } from "./icons.js";

/** Shown while it is in the page; fires `leave` when the person backs out. */
@customElement("room-dialog")
export class RoomDialog extends LitElement {
  @property() heading = "";
  @property() closeLabel = "";
  @property({ type: Boolean, reflect: true }) wide = false;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  private returnTo: HTMLElement | null = null;

  static override styles = [
    base,
    css`
      dialog {
        width: min(440px, calc(100vw - 32px));
        max-height: calc(100dvh - 48px);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--r-3);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow-3);
      }
      :host([wide]) dialog {
        width: min(640px, calc(100vw - 32px));
      }
      dialog::backdrop {
        background: rgb(8 16 15 / 0.45);
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        padding: 16px 16px 0 24px;
      }
      :host(:dir(rtl)) .head {
        padding: 16px 24px 0 16px;
      }
      h2 {
        font-size: var(--text-lg);
        font-weight: var(--weight-bold);
      }
      .body {
        padding: 12px 24px 24px;
      }
      @media (max-width: 480px) {
        .head {
          padding-inline: 16px 12px;
        }
        .body {
          padding: 12px 16px 16px;
        }
      }
    `,
  ];

  override render() {
    return html`<dialog aria-labelledby="heading" @cancel=${this.onCancel} @click=${this.onClick}>
      <div class="head">
        <h2 id="heading">${this.heading}</h2>
        <button class="btn bare square" type="button" aria-label=${this.closeLabel} @click=${this.leave}>
          ${icon("close")}
        </button>
      </div>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.returnTo = deepFocus();
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    // The first field of the question, not the cross, is where the person goes on.
    this.querySelector<HTMLElement>("[autofocus], input, select, textarea, button")?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.returnTo?.focus();
  }

  private readonly leave = (): void => {
    this.dispatchEvent(new CustomEvent("leave"));
  };

  private readonly onCancel = (event: Event): void => {
    event.preventDefault();
    this.leave();
  };

  private readonly onClick = (event: MouseEvent): void => {
    if (event.target === this.dialog) this.leave();
  };
}

/** The focused element, through the shadow roots. */
export function deepFocus(): HTMLElement | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found instanceof HTMLElement ? found : null;
}

declare global {
  interface HTMLElementTagNameMap {
    "room-dialog": RoomDialog;
  }
}
