/** The customer's mood as a small curve; every point leads to its message. */
import { css, html, LitElement, svg } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { command } from "../commands.js";
import { moodCurve, toneOf, trendOf, type MoodPoint } from "../models/mood.js";
import type { ConsoleWords } from "../words.js";

const WIDTH = 168;
const HEIGHT = 44;

@customElement("baton-mood")
export class MoodLine extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) mood: readonly MoodPoint[] = [];

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 10px;
      }
      svg {
        flex: none;
        overflow: visible;
      }
      .middle {
        stroke: var(--line);
        stroke-dasharray: 2 3;
      }
      .curve {
        fill: none;
        stroke: var(--line-strong);
        stroke-width: 1.75;
        stroke-linecap: round;
      }
      a {
        cursor: pointer;
        outline: none;
      }
      .hit {
        fill: transparent;
      }
      .point {
        stroke: var(--surface);
        stroke-width: 1.5;
        transition: r var(--fast);
      }
      a:hover .point,
      a:focus-visible .point {
        r: 6px;
      }
      a:focus-visible .point {
        stroke: var(--focus);
        stroke-width: 2;
      }
      .calm {
        fill: var(--line-strong);
      }
      .tense {
        fill: var(--warn);
      }
      .upset {
        fill: var(--bad);
      }
      .trend {
        color: var(--text-2);
        font-size: var(--text-xs);
        max-width: 84px;
        line-height: 1.3;
      }
    `,
  ];

  override render() {
    const { words } = this;
    const { path, points, middle } = moodCurve(this.mood, WIDTH, HEIGHT);
    return html`<svg
        width=${WIDTH}
        height=${HEIGHT}
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        role="group"
        aria-label=${words.t("brief.mood")}
        direction="ltr"
      >
        <line class="middle" x1="0" x2=${WIDTH} y1=${middle} y2=${middle} />
        <path class="curve" d=${path} />
        ${points.map(({ x, y, seq, score }) => {
          const name = words.t("brief.mood.point", { seq, mood: words.t(`brief.mood.${toneOf(score)}`) });
          const go = (event: Event): void => {
            event.preventDefault();
            command(this, { do: "point", seq });
          };
          return svg`<a href="#" role="button" aria-label=${name} @click=${go}>
            <title>${name}</title>
            <circle class="hit" cx=${x} cy=${y} r="12" />
            <circle class="point ${toneOf(score)}" cx=${x} cy=${y} r="4" />
          </a>`;
        })}
      </svg>
      <span class="trend">${words.t(`brief.mood.${trendOf(this.mood)}`)}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-mood": MoodLine;
  }
}
