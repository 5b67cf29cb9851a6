/** This desk's risk–coverage curve, drawn small: the more the bot answers, the more of it is wrong. */
import { css, html, LitElement, nothing, svg } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { chartOf } from "../models/chart.js";
import type { Replay, Tally } from "../models/wire.js";
import type { SettingsWords } from "../words.js";
import { percent } from "./text.js";

const FRAME = { width: 440, height: 150 };
const EDGE = { inline: 44, top: 12, bottom: 26 };

@customElement("baton-curve")
export class RiskCurve extends LitElement {
  @property({ attribute: false }) words!: SettingsWords;
  @property({ attribute: false }) replay!: Replay;

  static override styles = [
    base,
    css`
      svg {
        display: block;
        width: 100%;
        max-width: 560px;
        height: auto;
        direction: ltr;
        overflow: visible;
      }
      text {
        fill: var(--text-3);
        font-size: 11px;
      }
      @media (max-width: 600px) {
        text {
          font-size: 17px;
        }
      }
      .grid {
        stroke: var(--line);
      }
      path {
        fill: none;
        stroke-width: 2;
        stroke-linejoin: round;
      }
      .expected {
        stroke: var(--accent);
      }
      .observed {
        stroke: var(--warn);
        stroke-dasharray: 4 3;
      }
      .now {
        fill: var(--surface);
        stroke: var(--text-2);
        stroke-width: 2;
      }
      .then {
        fill: var(--accent);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        margin-top: 6px;
        color: var(--text-2);
        font-size: var(--text-xs);
      }
      li {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      li svg {
        width: 22px;
        height: 10px;
      }
    `,
  ];

  override render() {
    const { words, replay } = this;
    const rtl = words.dir === "rtl";
    const chart = chartOf(replay.curve, FRAME, rtl);
    const [width, height] = [FRAME.width + 2 * EDGE.inline, FRAME.height + EDGE.top + EDGE.bottom];
    const summary = words.t("curve.summary", {
      now: this.place(replay.now),
      then: this.place(replay.then),
    });
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${summary}>
        <g transform="translate(${EDGE.inline} ${EDGE.top})">
          ${chart.shares.map(
            ({ share, y }) => svg`<line class="grid" x1="0" x2=${FRAME.width} y1=${y} y2=${y} />
              <text x=${rtl ? FRAME.width + 6 : -6} y=${y + 4} text-anchor=${rtl ? "start" : "end"}>${percent(words, share)}</text>`,
          )}
          ${[0, 0.5, 1].map(
            (coverage) =>
              svg`<text x=${chart.at(coverage, 0).x} y=${FRAME.height + 18} text-anchor="middle">${percent(words, coverage)}</text>`,
          )}
          <path class="observed" d=${chart.observed} />
          <path class="expected" d=${chart.expected} />
          ${this.point(replay.now, "now")} ${this.point(replay.then, "then")}
        </g>
      </svg>
      <ul>
        ${this.key("expected", words.t("curve.expected"))} ${this.key("observed", words.t("curve.observed"))}
        ${this.dot("now", words.t("replay.now"))} ${this.dot("then", words.t("replay.then"))}
      </ul>`;
  }

  private place({ answered, expected_wrong: wrong }: Tally): string {
    const { words, replay } = this;
    return words.t("curve.place", {
      coverage: percent(words, replay.n ? answered / replay.n : 0),
      wrong: percent(words, wrong),
    });
  }

  private point({ answered, expected_wrong: wrong }: Tally, name: "now" | "then") {
    if (wrong === null) return nothing;
    const chart = chartOf(this.replay.curve, FRAME, this.words.dir === "rtl");
    const { x, y } = chart.at(answered / this.replay.n, wrong);
    return svg`<circle class=${name} cx=${x} cy=${y} r="5" />`;
  }

  private key(name: string, text: string) {
    return html`<li>
      <svg viewBox="0 0 22 10" aria-hidden="true"><path class=${name} d="M0 5H22" /></svg>${text}
    </li>`;
  }

  private dot(name: string, text: string) {
    return html`<li>
      <svg viewBox="0 0 22 10" aria-hidden="true"><circle class=${name} cx="11" cy="5" r="4" /></svg>${text}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-curve": RiskCurve;
  }
}
