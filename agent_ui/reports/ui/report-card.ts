/** A headline figure: its value, how sure it is, how it has moved, and what it means. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { isClear, lineOf, moved, type Line, type Report } from "../models/report.js";
import type { ReportsKey, ReportsWords } from "../words.js";
import { meaning } from "./meaning.js";
import { meanings } from "./meaning.styles.js";
import { interval, movedText, nameText, valueText } from "./text.js";

@customElement("baton-card")
export class ReportCard extends LitElement {
  @property({ attribute: false }) words!: ReportsWords;
  @property({ attribute: false }) now: Report | null = null;
  @property({ attribute: false }) then: Report | null = null;
  @property() figure = "";
  @property() group = "";
  /** Whether more is better; empty where it is neither. */
  @property() better: "up" | "down" | "" = "";

  static override styles = [
    base,
    meanings,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 4px;
        height: 100%;
        font-size: var(--text-xs);
      }
      h2 {
        font-size: var(--text-sm);
        font-weight: var(--weight-medium);
        color: var(--text-2);
      }
      small {
        color: var(--text-3);
        font-weight: 400;
      }
      .value {
        font-size: var(--text-xl);
        font-weight: var(--weight-bold);
      }
      .better {
        color: var(--good);
      }
      .worse {
        color: var(--bad);
      }
    `,
  ];

  override render() {
    const { words, figure } = this;
    const group = this.group || null;
    const line = lineOf(this.now, figure, group);
    return html`<h2>
        ${words.t(`figure.${figure}` as ReportsKey)}${
          group ? html` <small>${nameText(words, `group.${group}`)}</small>` : nothing
        }
      </h2>
      <p class="value">${line ? valueText(words, line.unit, line.value) : "–"}</p>
      <p class="quiet">${line ? this.sure(line) : words.t("chart.none")}</p>
      ${this.moved(line, lineOf(this.then, figure, group))} ${meaning(words, figure)}`;
  }

  /** A change is called good or bad only where it is more than chance. */
  private moved(line: Line | null, before: Line | null) {
    const by = moved(line, before);
    if (line === null || by === null) return nothing;
    const judged = this.better !== "" && isClear(line, before);
    const look = !judged ? "quiet" : by > 0 === (this.better === "up") ? "better" : "worse";
    return html`<p class=${look}>${movedText(this.words, line.unit, by)}</p>`;
  }

  /** How many cases stand behind it, and where the true value lies. */
  private sure(line: Line): string {
    if (line.unit === "count") return "";
    return `${this.words.n("cases", line.n)} ${interval(this.words, line)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-card": ReportCard;
  }
}
