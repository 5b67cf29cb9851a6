/** A list of agents or articles: each value with a bar of where the true one lies. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import type { Rank } from "../models/ranks.js";
import type { Line } from "../models/report.js";
import type { ReportsWords } from "../words.js";
import { inks, tables } from "./chart.styles.js";
import { inStyle } from "./in-style.js";
import { interval, valueText } from "./text.js";

@customElement("baton-ranks")
export class ReportRanks extends LitElement {
  @property({ attribute: false }) words!: ReportsWords;
  @property({ attribute: false }) ranks: readonly Rank[] = [];
  @property() label = "";
  /** What a row is, and what counts its cases. */
  @property() who = "";
  @property() cases = "";
  /** What is said of somebody or something that is gone. */
  @property() gone = "";

  static override styles = [
    base,
    tables,
    inks,
    css`
      td.value {
        min-width: 150px;
      }
      td.n,
      th.n {
        text-align: end;
      }
      a {
        color: var(--accent-text);
      }
      .sure {
        position: relative;
        display: block;
        height: 10px;
        margin-top: 3px;
        border-radius: 5px;
        background: var(--surface-2);
        print-color-adjust: exact;
      }
      .sure i {
        position: absolute;
        inset-block: 3px;
        border-radius: 2px;
        background: currentcolor;
        opacity: 0.45;
      }
      .sure b {
        position: absolute;
        inset-block: 0;
        width: 4px;
        margin-inline-start: -2px;
        border-radius: 2px;
        background: currentcolor;
      }
      small {
        color: var(--text-3);
        white-space: nowrap;
      }
    `,
  ];

  override render() {
    const { words, ranks, label } = this;
    if (ranks.length === 0) return html`<p class="none">${words.t("chart.none")}</p>`;
    return html`<div class="scroll table" tabindex="0" role="region" aria-label=${label}>
      <table>
        <thead>
          <tr>
            <th scope="col">${this.who}</th>
            <th scope="col">${words.t("list.value")}</th>
            <th scope="col" class="n">${this.cases}</th>
          </tr>
        </thead>
        <tbody>
          ${ranks.map(
            (rank) =>
              html`<tr>
                <th scope="row">${this.name(rank)}</th>
                <td class="value">${rank.line ? this.value(rank.line) : nothing}</td>
                <td class="n">${words.number(rank.n)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private name({ name, href }: Rank) {
    const said = html`<bdi>${name ?? this.gone}</bdi>`;
    return href ? html`<a href=${href}>${said}</a>` : said;
  }

  private value(line: Line) {
    const { words } = this;
    return html`${valueText(words, line.unit, line.value)}
      <small>${interval(words, line)}</small>
      <span class="sure s0" aria-hidden="true">
        ${
          line.low === null || line.high === null
            ? nothing
            : html`<i
                ${inStyle({ "inset-inline-start": part(line, line.low), "inset-inline-end": rest(line, line.high) })}
              ></i>`
        }
        ${line.value === null ? nothing : html`<b ${inStyle({ "inset-inline-start": part(line, line.value) })}></b>`}
      </span>`;
  }
}

/** How far along its scale a value lies. */
function along({ unit }: Line, value: number): number {
  return unit === "score" ? ((value - 1) / 4) * 100 : value * 100;
}

function part(line: Line, value: number): string {
  return `${along(line, value).toFixed(1)}%`;
}

function rest(line: Line, value: number): string {
  return `${(100 - along(line, value)).toFixed(1)}%`;
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-ranks": ReportRanks;
  }
}
