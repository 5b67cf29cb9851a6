/** The desk in six numbers that can be read across a room. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { duration } from "../../console/ui/text.js";
import { base } from "../../rooms/base.js";
import { figuresOf, type Board } from "../models/board.js";
import type { BoardKey, BoardWords } from "../words.js";

/** From here on a wait is long. */
const LONG_WAIT_SECONDS = 300;

interface Tile {
  label: BoardKey;
  value: string;
  hint?: string;
  tone?: "warn" | "bad" | "";
}

@customElement("baton-figures")
export class FigureTiles extends LitElement {
  @property({ attribute: false }) words!: BoardWords;
  @property({ attribute: false }) board!: Board;
  @property({ attribute: false }) now = 0;

  static override styles = [
    base,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(132px, 1fr));
        gap: 12px;
      }
      .tile {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        gap: 4px;
        padding: 12px 16px;
        border: 1px solid var(--line);
        border-radius: var(--r-3);
        background: var(--surface);
      }
      dt {
        color: var(--text-2);
        font-size: var(--text-sm);
        font-weight: var(--weight-medium);
      }
      dd {
        font-size: clamp(1.75rem, 1.2rem + 1.6vw, 3rem);
        font-weight: var(--weight-bold);
        line-height: 1.15;
        letter-spacing: -0.02em;
        font-variant-numeric: tabular-nums;
      }
      dd small {
        display: block;
        min-height: 1.3em;
        color: var(--text-3);
        font-size: var(--text-xs);
        font-weight: 400;
        line-height: 1.3;
        letter-spacing: 0;
      }
      .warn {
        border-color: color-mix(in srgb, var(--warn) 45%, var(--line));
        background: var(--warn-soft);
      }
      .warn dd {
        color: var(--warn);
      }
      .bad {
        border-color: color-mix(in srgb, var(--bad) 45%, var(--line));
        background: var(--bad-soft);
      }
      .bad dd {
        color: var(--bad);
      }
      .warn dd small,
      .bad dd small {
        color: var(--text-2);
      }
      @media (max-width: 480px) {
        dl {
          grid-template-columns: repeat(2, minmax(0, 1fr));
          gap: 8px;
        }
        .tile {
          padding: 10px 12px;
        }
      }
    `,
  ];

  override render() {
    return html`<dl aria-label=${this.words.t("figures.label")}>
      ${this.tiles().map(
        ({ label, value, hint, tone }) =>
          html`<div class="tile ${tone ?? ""}">
            <dt>${this.words.t(label)}</dt>
            <dd>${value}<small>${hint ?? nothing}</small></dd>
          </div>`,
      )}
    </dl>`;
  }

  private tiles(): Tile[] {
    const { words } = this;
    const f = figuresOf(this.board, this.now);
    const long = f.longest !== null && f.longest >= LONG_WAIT_SECONDS;
    const deserted = f.reachable === 0 && f.waiting > 0;
    return [
      { label: "figure.waiting", value: words.number(f.waiting) },
      {
        label: "figure.longest",
        value: f.longest === null ? "–" : duration(words, { seconds: f.longest }),
        tone: long ? "warn" : "",
      },
      {
        label: "figure.late",
        value: words.number(f.late),
        hint: f.soon > 0 ? words.n("figure.soon", f.soon) : "",
        tone: f.late > 0 ? "bad" : f.soon > 0 ? "warn" : "",
      },
      {
        label: "figure.agents",
        value: words.t("load", { load: f.reachable, capacity: f.agents }),
        hint: words.n("figure.free", f.free),
        tone: deserted ? "bad" : "",
      },
      { label: "figure.serving", value: words.number(f.serving) },
      { label: "figure.bot", value: words.number(f.bot) },
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-figures": FigureTiles;
  }
}
