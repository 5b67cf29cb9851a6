/** The three outcomes as one bar for each setting, with a legend in words and numbers. */
import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { OUTCOMES, type Outcome } from "../models/wire.js";
import type { SettingsWords } from "../words.js";
import { outcome, percent } from "./text.js";

export interface Bar {
  label: string;
  shares: Readonly<Record<Outcome, number>>;
  /** Counts instead of shares alone, where there are some. */
  counts?: Readonly<Record<Outcome, number>>;
}

@customElement("baton-outcomes")
export class OutcomeBars extends LitElement {
  @property({ attribute: false }) words!: SettingsWords;
  @property({ attribute: false }) bars: readonly Bar[] = [];
  @property() caption = "";

  static override styles = [
    base,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--text-sm);
      }
      caption {
        padding-bottom: 8px;
        color: var(--text-3);
        font-size: var(--text-xs);
        text-align: start;
      }
      th,
      td {
        padding: 4px 0;
        text-align: start;
        vertical-align: middle;
      }
      tbody th {
        width: 1%;
        padding-inline-end: 12px;
        font-weight: var(--weight-medium);
        white-space: nowrap;
      }
      thead th {
        padding-bottom: 6px;
        color: var(--text-2);
        font-size: var(--text-xs);
        font-weight: 400;
      }
      .key {
        display: inline-block;
        width: 10px;
        height: 10px;
        margin-inline-end: 6px;
        border-radius: 3px;
      }
      td {
        padding-inline-end: 12px;
        font-variant-numeric: tabular-nums;
      }
      td small {
        color: var(--text-3);
        font-size: var(--text-xs);
      }
      .bar {
        display: flex;
        gap: 2px;
        height: 14px;
        overflow: hidden;
        border-radius: 4px;
      }
      .drawn td {
        padding: 0 0 10px;
      }
      i {
        min-width: 0;
        transition: flex-grow var(--slow);
      }
      .answered {
        background: var(--accent);
      }
      .clarify {
        background: color-mix(in srgb, var(--warn) 70%, var(--surface));
      }
      .no_answer {
        background: var(--line-strong);
      }
      @media (max-width: 480px) {
        thead th {
          padding-inline-end: 8px;
          vertical-align: bottom;
        }
        .key {
          display: block;
          margin-bottom: 4px;
        }
        td small {
          display: block;
        }
      }
      @media (forced-colors: active) {
        i,
        .key {
          border: 1px solid;
        }
      }
    `,
  ];

  override render() {
    const { words } = this;
    return html`<table>
      <caption>
        ${this.caption}
      </caption>
      <thead>
        <tr>
          <td></td>
          ${OUTCOMES.map(
            (name) => html`<th scope="col"><span class="key ${name}"></span>${outcome(words, name)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${this.bars.map((bar) => this.bar(bar))}
      </tbody>
    </table>`;
  }

  private bar({ label, shares, counts }: Bar) {
    const { words } = this;
    return html`<tr>
        <th scope="row">${label}</th>
        ${OUTCOMES.map(
          (name) =>
            html`<td>
              ${percent(words, shares[name])}
              ${counts ? html`<small>${words.number(counts[name])}</small>` : ""}
            </td>`,
        )}
      </tr>
      <tr class="drawn" aria-hidden="true">
        <td colspan="4">
          <div class="bar">
            ${OUTCOMES.map((name) => html`<i class=${name} .style=${`flex-grow: ${shares[name]}`}></i>`)}
          </div>
        </td>
      </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-outcomes": OutcomeBars;
  }
}
