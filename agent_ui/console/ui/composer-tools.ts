/** The row under the text: marks, signs, articles, prepared replies. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { EMOJI, type Mark } from "../models/composing.js";
import type { ConsoleWords } from "../words.js";

const MARKS: readonly (readonly [Mark, string | TemplateResult, string])[] = [
  ["bold", "B", "B"],
  ["italic", "I", "I"],
  ["code", "<>", "E"],
  ["list", icon("list", 16), "L"],
  ["link", icon("link", 16), "L"],
];

/** Fires `mark` with a mark, `sign` with an emoji, `call` with the letters of a helper, `preview`. */
@customElement("baton-tools")
export class ComposerTools extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ type: Boolean }) note = false;
  @property({ type: Boolean }) preview = false;
  @state() private signs = false;

  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: flex;
        align-items: center;
        gap: 1px;
      }
      .mark {
        font-family: var(--font);
        font-weight: 700;
      }
      .mark.italic {
        font-style: italic;
        font-family: Georgia, serif;
      }
      .mark.code {
        font-family: var(--font-mono);
        font-size: 0.6875rem;
      }
      .btn[aria-pressed="true"],
      .btn[aria-expanded="true"] {
        background: var(--surface-3);
        color: var(--text);
      }
      .signs {
        position: absolute;
        z-index: 30;
        inset-block-end: calc(100% + 6px);
        inset-inline-start: 0;
        display: grid;
        grid-template-columns: repeat(9, 34px);
        gap: 2px;
        padding: 8px;
        border: 1px solid var(--line);
        border-radius: var(--r-2);
        background: var(--surface);
        box-shadow: var(--shadow-3);
      }
      .signs button {
        width: 34px;
        height: 34px;
        padding: 0;
        border: 0;
        border-radius: var(--r-1);
        background: none;
        font-size: 1.25rem;
        line-height: 1;
      }
      .signs button:hover,
      .signs button:focus-visible {
        background: var(--surface-2);
      }
      @media (max-width: 719px) {
        .mark,
        .signs-button {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { words } = this;
    const key = navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl+";
    return html`
      ${this.tool("call", "/", icon("quote"), `${words.t("tool.canned")} (/)`)}
      ${this.tool("call", "??", icon("book"), `${words.t("composer.article")} (??)`)}
      ${this.note ? this.tool("call", "@", icon("user"), `${words.t("tool.mention")} (@)`) : nothing}
      ${MARKS.map(([mark, sign, letter]) =>
        this.tool(
          "mark",
          mark,
          html`<span class="mark ${mark}" aria-hidden="true">${sign}</span>`,
          letter === "L" ? words.t(`tool.${mark}`) : `${words.t(`tool.${mark}`)} (${key}${letter})`,
        ),
      )}
      ${this.switches("emoji", html`<span aria-hidden="true">🙂</span>`, this.signs, () => {
        this.signs = !this.signs;
      })}
      ${this.switches("preview", icon("eye"), this.preview, () => this.dispatchEvent(new CustomEvent("preview")))}
      ${this.signs ? this.grid() : nothing}
    `;
  }

  /** A button that opens something and shows whether it is open. */
  private switches(name: "emoji" | "preview", drawn: unknown, on: boolean, press: () => void) {
    const label = this.words.t(`tool.${name}`);
    const opens = name === "emoji";
    return html`<button
      class="btn bare small square ${opens ? "signs-button" : ""}"
      type="button"
      aria-label=${label}
      title=${label}
      aria-expanded=${opens ? on : nothing}
      aria-pressed=${opens ? nothing : on}
      @mousedown=${keep}
      @click=${press}
    >
      ${drawn}
    </button>`;
  }

  private tool(event: string, detail: string, drawn: unknown, label: string) {
    return html`<button
      class="btn bare small square ${event === "mark" ? "mark" : ""}"
      type="button"
      aria-label=${label}
      title=${label}
      @mousedown=${keep}
      @click=${() => this.dispatchEvent(new CustomEvent(event, { detail }))}
    >
      ${drawn}
    </button>`;
  }

  private grid() {
    return html`<div
      class="signs"
      role="group"
      aria-label=${this.words.t("tool.emoji")}
      @keydown=${this.onKey}
    >
      ${EMOJI.map(
        (sign, index) =>
          html`<button
            type="button"
            tabindex=${index === 0 ? 0 : -1}
            @mousedown=${keep}
            @click=${() => this.dispatchEvent(new CustomEvent("sign", { detail: sign }))}
          >
            ${sign}
          </button>`,
      )}
    </div>`;
  }

  /** Arrows walk over the signs, Escape puts them away. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.signs = false;
      this.renderRoot.querySelector<HTMLElement>(".signs-button")?.focus();
    }
    const rtl = this.matches(":dir(rtl)") ? -1 : 1;
    const step = { ArrowRight: rtl, ArrowLeft: -rtl, ArrowDown: 9, ArrowUp: -9 }[event.key];
    if (!step) return;
    event.preventDefault();
    const signs = [...this.renderRoot.querySelectorAll<HTMLElement>(".signs button")];
    const at = signs.findIndex((one) => one === this.shadowRoot?.activeElement);
    signs[at + step]?.focus();
  };
}

/** The cursor stays in the text. */
function keep(event: Event): void {
  event.preventDefault();
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-tools": ComposerTools;
  }
}
