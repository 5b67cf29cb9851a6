/** How often each score was given, as a table whose rows are bars. */
import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { lineOf, type Report } from "../models/report.js";
import type { ReportsWords } from "../words.js";
import { inks, tables } from "./chart.styles.js";
import { inStyle } from "./in-style.js";
import { valueText } from "./text.js";

const SCORES = ["5", "4", "3", "2", "1"];

@customElement("baton-scores")
export class ReportScores extends LitElement {
  @property({ attribute: false }) words!: ReportsWords;
  @property({ attribute: false }) report!: Report;
  @property() figure = "";

  static override styles = [
    base,
    tables,
    inks,
    css`
      td.bar {
        width: 60%;
      }
      td.n {
        text-align: end;
        white-space: nowrap;
      }
      .bar span {
        display: block;
        height: 14px;
        min-width: 2px;
        border-radius: 3px;
        background: currentcolor;
        print-color-adjust: exact;
      }
    `,
  ];

  override render() {
    const { words, report, figure } = this;
    const counts = SCORES.map((score) => lineOf(report, figure, score)?.value ?? 0);
    const all = counts.reduce((sum, one) => sum + one, 0);
    if (all === 0) return html`<p class="none">${words.t("chart.none")}</p>`;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${words.t("scores.score")}</th>
          <td></td>
          <th scope="col">${words.t("list.cases")}</th>
        </tr>
      </thead>
      <tbody>
        ${SCORES.map((score, index) => {
          const n = counts[index] ?? 0;
          return html`<tr>
            <th scope="row">${words.number(Number(score))}</th>
            <td class="bar s0" aria-hidden="true">
              <span ${inStyle({ width: `${((n / Math.max(...counts)) * 100).toFixed(1)}%` })}></span>
            </td>
            <td class="n">${words.number(n)} (${valueText(words, "share", n / all)})</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-scores": ReportScores;
  }
}
