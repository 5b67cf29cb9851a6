/** The hours of the week as a map of heat: walked through by arrows, told by words, and the same as a table. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import type { Report } from "../models/report.js";
import { busiest, daysFor, HOURS, stepIn, weekOf } from "../models/week.js";
import type { ReportsWords } from "../words.js";
import { inks, tables } from "./chart.styles.js";
import { inStyle } from "./in-style.js";
import { dayName, hourText } from "./text.js";

const EVERY = 3;

@customElement("baton-week")
export class ReportWeek extends LitElement {
  @property({ attribute: false }) words!: ReportsWords;
  @property({ attribute: false }) report!: Report;
  @property() figure = "";
  @property() label = "";
  @state() private at: number | null = null;
  @state() private byKeys = false;

  static override styles = [
    base,
    tables,
    inks,
    css`
      .week {
        position: relative;
        display: grid;
        grid-template-columns: max-content repeat(24, minmax(0, 1fr));
        gap: 2px;
        border-radius: var(--r-2);
        color: var(--text-3);
        font-size: var(--text-xs);
      }
      .day {
        padding-inline-end: 6px;
        line-height: 24px;
      }
      .hour {
        grid-column: span 3;
        overflow: hidden;
        white-space: nowrap;
      }
      .cell {
        height: 24px;
        border-radius: 3px;
        background: color-mix(in oklab, var(--heat) var(--share), var(--surface-2));
        print-color-adjust: exact;
      }
      .s0 {
        --heat: light-dark(#0072b2, #56b4e9);
      }
      .cell.here {
        outline: 2px solid var(--focus);
        outline-offset: 1px;
      }
      .said {
        min-height: 1.5em;
        margin-top: 8px;
        color: var(--text-2);
        font-size: var(--text-xs);
      }
      @media print {
        .week {
          color-scheme: light;
        }
      }
    `,
  ];

  override render() {
    const { words, label } = this;
    const week = weekOf(this.report, this.figure);
    const days = daysFor(words.lang);
    const peak = busiest(week);
    if (peak.most === 0) return html`<p class="none">${words.t("chart.none")}</p>`;
    const told = words.t("week.busiest", {
      day: dayName(words, peak.day, "long"),
      hour: hourText(words, peak.hour),
      n: peak.most,
    });
    return html`
      <div
        class="week s0"
        tabindex="0"
        role="group"
        aria-roledescription=${words.t("chart.kind")}
        aria-label=${`${label}. ${told}`}
        @keydown=${this.onKey}
        @blur=${() => this.leave()}
        @pointerleave=${() => this.leave()}
      >
        <span></span>
        ${Array.from(
          { length: HOURS / EVERY },
          (_, index) => html`<span class="hour" aria-hidden="true">${words.number(index * EVERY)}</span>`,
        )}
        ${days.map(
          (day, row) => html`
            <span class="day" aria-hidden="true">${dayName(words, day, "short")}</span>
            ${(week[day] ?? []).map((n, hour) => this.cell(n / peak.most, row * HOURS + hour))}
          `,
        )}
      </div>
      <p class="said" role=${this.byKeys ? "status" : nothing}>
        ${this.at === null ? told : this.said(week, days)}
      </p>
      <details class="as-table">
        <summary>${words.t("chart.table")}</summary>
        ${this.table(week, days)}
      </details>
    `;
  }

  private cell(share: number, place: number) {
    return html`<span
      class=${place === this.at ? "cell here" : "cell"}
      ${inStyle({ "--share": `${Math.round(share * 100)}%` })}
      @pointerenter=${() => this.go(place, false)}
    ></span>`;
  }

  private said(week: readonly number[][], days: readonly number[]): string {
    const place = this.at ?? 0;
    const [day, hour] = [days[Math.floor(place / HOURS)] ?? 0, place % HOURS];
    const { words } = this;
    return words.t("week.cell", {
      day: dayName(words, day, "long"),
      hour: hourText(words, hour),
      n: week[day]?.[hour] ?? 0,
    });
  }

  private table(week: readonly number[][], days: readonly number[]) {
    const { words } = this;
    return html`<div class="scroll table" tabindex="0" role="region" aria-label=${this.label}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.t("by.hour")}</th>
            ${days.map((day) => html`<th scope="col">${dayName(words, day, "short")}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${Array.from(
            { length: HOURS },
            (_, hour) =>
              html`<tr>
                <th scope="row">${hourText(words, hour)}</th>
                ${days.map((day) => html`<td>${words.number(week[day]?.[hour] ?? 0)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.leave();
    const to = stepIn(this.at ?? 0, event.key, this.words.dir === "rtl");
    if (to === null) return;
    event.preventDefault();
    this.go(this.at === null ? 0 : to, true);
  };

  private go(place: number, byKeys: boolean): void {
    this.at = place;
    this.byKeys = byKeys;
  }

  private leave(): void {
    this.at = null;
    this.byKeys = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-week": ReportWeek;
  }
}
