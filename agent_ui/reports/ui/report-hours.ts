/** The hours of each agent by state: a table with a bar of how they fall apart. */
import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { agentHours, type AgentHours } from "../models/agent-hours.js";
import type { Report } from "../models/report.js";
import type { ReportsWords } from "../words.js";
import { inks, tables } from "./chart.styles.js";
import { COLOURS } from "./inks.js";
import { inStyle } from "./in-style.js";
import { nameText, valueText } from "./text.js";

@customElement("baton-agent-hours")
export class ReportHours extends LitElement {
  @property({ attribute: false }) words!: ReportsWords;
  @property({ attribute: false }) report!: Report;
  @property() label = "";

  static override styles = [
    base,
    tables,
    inks,
    css`
      th.n,
      td.n {
        text-align: end;
        white-space: nowrap;
      }
      td.bar {
        min-width: 120px;
      }
      .bar span {
        display: flex;
        height: 10px;
        overflow: hidden;
        border-radius: 5px;
        print-color-adjust: exact;
      }
      .bar i {
        background: currentcolor;
      }
    `,
  ];

  override render() {
    const { words } = this;
    const told = agentHours(this.report);
    if (told.rows.length === 0) return html`<p class="none">${words.t("chart.none")}</p>`;
    return html`<div class="scroll table" tabindex="0" role="region" aria-label=${this.label}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.t("agents.name")}</th>
            ${told.states.map((state) => html`<th scope="col" class="n">${this.state(state)}</th>`)}
            <th scope="col" class="n">${words.t("hours.all")}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${told.rows.map((row) => this.row(row, told.most))}
        </tbody>
      </table>
    </div>`;
  }

  private row(row: AgentHours["rows"][number], most: number) {
    return html`<tr>
      <th scope="row"><bdi>${row.name ?? this.words.t("agents.gone")}</bdi></th>
      ${row.hours.map((hours) => html`<td class="n">${this.hours(hours)}</td>`)}
      <td class="n">${this.hours(row.total)}</td>
      <td class="bar">
        <span aria-hidden="true">
          ${row.hours.map(
            (hours, index) =>
              html`<i
                class="s${index % COLOURS}"
                ${inStyle({ "flex-basis": `${((hours / most) * 100).toFixed(2)}%` })}
              ></i>`,
          )}
        </span>
      </td>
    </tr>`;
  }

  private hours(hours: number): string {
    return hours > 0 ? valueText(this.words, "hours", hours) : "–";
  }

  private state(state: string): string {
    return nameText(this.words, `group.${state}`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-agent-hours": ReportHours;
  }
}
