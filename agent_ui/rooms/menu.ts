/** A button that opens a list of choices; arrows move, Escape and a click elsewhere close. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "./base.js";
import { icon, type IconName } from "./icons.js";

/** Air between a list and the edge of the window. */
const MARGIN = 8;

export interface MenuItem {
  value: string;
  label: string;
  hint?: string;
  icon?: IconName;
  /** A presence dot instead of an icon. */
  dot?: "online" | "away" | "offline";
  lang?: string;
  danger?: boolean;
  disabled?: boolean;
}

/** Fires `pick` with the chosen value in `detail`. */
@customElement("room-menu")
export class RoomMenu extends LitElement {
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  /** The chosen value of a set of alternatives; null means that the items are commands. */
  @property() chosen: string | null = null;
  /** The button's accessible name. */
  @property() label = "";
  @property({ type: Boolean }) end = false;
  @property({ type: Boolean }) up = false;
  @state() private open = false;
  @query("button.trigger") private readonly trigger!: HTMLButtonElement;

  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: inline-block;
      }
      .list {
        position: absolute;
        z-index: 30;
        inset-block-start: calc(100% + 6px);
        inset-inline-start: 0;
        width: max-content;
        min-width: 190px;
        max-width: min(320px, 90vw);
        max-height: min(620px, 80vh);
        overflow-y: auto;
        padding: 6px;
        border: 1px solid var(--line);
        border-radius: var(--r-2);
        background: var(--surface);
        box-shadow: var(--shadow-3);
      }
      :host([end]) .list {
        inset-inline: auto 0;
      }
      :host([up]) .list {
        inset-block: auto calc(100% + 6px);
      }
      .item {
        display: flex;
        align-items: center;
        gap: 10px;
        width: 100%;
        min-height: 36px;
        padding: 6px 10px;
        border: 0;
        border-radius: var(--r-1);
        background: none;
        font-size: var(--text-sm);
        text-align: start;
      }
      .item:hover,
      .item:focus-visible {
        background: var(--surface-2);
        outline-offset: -2px;
      }
      .item[aria-disabled="true"] {
        opacity: 0.5;
        cursor: default;
      }
      .item.danger {
        color: var(--bad);
      }
      .item .icon {
        color: var(--text-3);
      }
      .item.danger .icon {
        color: inherit;
      }
      .item .dot {
        margin: 0 4px;
      }
      .words {
        flex: 1;
        display: grid;
        line-height: 1.35;
      }
      .words .quiet {
        font-size: var(--text-xs);
      }
      .item .icon.icon-check {
        color: var(--accent-text);
      }
      .trigger {
        max-width: 100%;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.outside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.outside);
  }

  override render() {
    return html`
      <button
        class="trigger btn bare"
        part="trigger"
        type="button"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${this.label || nothing}
        title=${this.label || nothing}
        @click=${this.toggle}
        @keydown=${this.onTriggerKey}
      >
        <slot></slot>
      </button>
      ${
        this.open
          ? html`<div class="list" role="menu" aria-label=${this.label} @keydown=${this.onKey}>
              ${repeat(
                this.items,
                ({ value }) => value,
                (item) => this.item(item),
              )}
            </div>`
          : nothing
      }
    `;
  }

  private item(item: MenuItem) {
    const radio = this.chosen !== null;
    return html`<button
      class="item ${item.danger ? "danger" : ""}"
      type="button"
      role=${radio ? "menuitemradio" : "menuitem"}
      aria-checked=${radio ? item.value === this.chosen : nothing}
      aria-disabled=${item.disabled ? "true" : nothing}
      lang=${item.lang ?? nothing}
      tabindex="-1"
      @click=${() => this.pick(item)}
    >
      ${item.dot ? html`<span class="dot ${item.dot}"></span>` : nothing}
      ${item.icon ? icon(item.icon) : nothing}
      <span class="words">
        <span>${item.label}</span>
        ${item.hint ? html`<span class="quiet">${item.hint}</span>` : nothing}
      </span>
      ${radio && item.value === this.chosen ? icon("check", 16) : nothing}
    </button>`;
  }

  private pick(item: MenuItem): void {
    if (item.disabled) return;
    this.close();
    this.dispatchEvent(new CustomEvent("pick", { detail: item.value }));
  }

  private readonly outside = (event: PointerEvent): void => {
    if (this.open && !event.composedPath().includes(this)) this.open = false;
  };

  private readonly toggle = (): void => {
    if (this.open) this.open = false;
    else void this.show(0);
  };

  private async show(index: number): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.keepInside();
    const options = this.options();
    const checked = options.findIndex((option) => option.getAttribute("aria-checked") === "true");
    options.at(checked >= 0 ? checked : index)?.focus();
  }

  /** On a narrow screen the list moves aside rather than out of the window. */
  private keepInside(): void {
    const list = this.renderRoot.querySelector<HTMLElement>(".list");
    if (!list) return;
    const { left, right } = list.getBoundingClientRect();
    const beyond =
      Math.min(0, left - MARGIN) || Math.max(0, right - document.documentElement.clientWidth + MARGIN);
    list.style.translate = `${-beyond}px`;
  }

  private close(): void {
    this.open = false;
    this.trigger.focus();
  }

  private options(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>(".item")];
  }

  private readonly onTriggerKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    event.stopPropagation();
    void this.show(event.key === "ArrowDown" ? 0 : -1);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const options = this.options();
    const at = options.findIndex((option) => option === this.shadowRoot?.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      options.at(to % options.length)?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Tab") {
      this.open = false;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "room-menu": RoomMenu;
  }
}
