/** A chart with its words: a sentence for those who do not see it, a key, and the same as a table. */
import { html, LitElement, nothing, svg } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { drawing, FRAME } from "../models/drawing.js";
import type { Report, Series, Unit } from "../models/report.js";
import type { ReportsWords } from "../words.js";
import { styles } from "./report-chart.styles.js";
import { bucketText, groupText, valueText } from "./text.js";

const EDGE = { inline: 64, top: 10, bottom: 26 };
const MOST_LABELS = 6;
const TOPS: Partial<Record<Unit, number>> = { score: 5, share: 1 };

@customElement("baton-chart")
export class ReportChart extends LitElement {
  @property({ attribute: false }) words!: ReportsWords;
  @property({ attribute: false }) report!: Report;
  @property({ attribute: false }) series: Series[] = [];
  @property() unit: Unit = "count";
  @property() label = "";

  static override styles = [base, styles];

  override render() {
    const { words, series } = this;
    if (series.length === 0) return html`<p class="none">${words.t("chart.none")}</p>`;
    return html`${this.drawing()}
      <ul class="key">
        ${series.map(
          (one, index) =>
            html`<li>
              <svg class="s${index % 8}" viewBox="0 0 22 10" aria-hidden="true">
                ${
                  this.unit === "count"
                    ? svg`<rect width="22" height="10" rx="2" />`
                    : svg`<path d="M0 5H22" />`
                }</svg
              >${groupText(words, one.name)}
            </li>`,
        )}
      </ul>
      <details>
        <summary>${words.t("chart.table")}</summary>
        ${this.table()}
      </details>`;
  }

  private drawing() {
    const { words, report, series, unit } = this;
    const rtl = words.dir === "rtl";
    const { buckets } = report;
    const top = TOPS[unit];
    const chart = drawing(series, buckets.length, {
      stacked: unit === "count",
      rtl,
      ...(top === undefined ? {} : { top }),
    });
    const every = Math.max(1, Math.ceil(buckets.length / MOST_LABELS));
    const [width, height] = [FRAME.width + 2 * EDGE.inline, FRAME.height + EDGE.top + EDGE.bottom];
    return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label=${this.summary()}>
      <g transform="translate(${EDGE.inline} ${EDGE.top})">
        ${chart.ticks.map(
          ({ value, y }) => svg`<line class="grid" x1="0" x2=${FRAME.width} y1=${y} y2=${y} />
            <text x=${rtl ? FRAME.width + 8 : -8} y=${y + 4} text-anchor=${rtl ? "start" : "end"}>${valueText(words, unit, value)}</text>`,
        )}
        ${buckets.map((bucket, index) =>
          index % every === 0
            ? svg`<text x=${chart.at(index)} y=${FRAME.height + 19} text-anchor="middle">${bucketText(words, report, bucket)}</text>`
            : nothing,
        )}
        ${chart.bars.map(
          (bar) =>
            svg`<rect class="s${bar.series % 8}" x=${bar.x} y=${bar.y} width=${bar.width} height=${bar.height} />`,
        )}
        ${chart.paths.map((path, index) => svg`<path class="s${index % 8}" d=${path} />`)}
        ${chart.dots.map((dot) => svg`<circle class="s${dot.series % 8}" cx=${dot.x} cy=${dot.y} r="3" />`)}
      </g>
    </svg>`;
  }

  /** Each group's lowest, highest and last value. */
  private summary(): string {
    const { words, unit } = this;
    const told = this.series.map((one) => {
      const seen = one.values.filter((value) => value !== null);
      return words.t("chart.summary", {
        name: groupText(words, one.name),
        low: valueText(words, unit, Math.min(...seen)),
        high: valueText(words, unit, Math.max(...seen)),
        last: valueText(words, unit, seen.at(-1) ?? null),
      });
    });
    return `${this.label}. ${told.join(" ")}`;
  }

  private table() {
    const { words, report, series, unit } = this;
    return html`<div class="scroll table" tabindex="0" role="region" aria-label=${this.label}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.t(`by.${report.by}`)}</th>
            ${series.map((one) => html`<th scope="col">${groupText(words, one.name)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${report.buckets.map(
            (bucket, index) =>
              html`<tr>
                <th scope="row">${bucketText(words, report, bucket)}</th>
                ${series.map((one) => html`<td>${valueText(words, unit, one.values[index] ?? null)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-chart": ReportChart;
  }
}
