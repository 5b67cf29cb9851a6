/** One panel of the page: its name, its file, what it shows, and what it means. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { send } from "../../rooms/commands.js";
import { targetsOf } from "../models/drawn.js";
import type { ChartPanel, Panel } from "../models/panels.js";
import { agentRanks, articleRanks } from "../models/ranks.js";
import { curvesOf, type Curve, type Report } from "../models/report.js";
import type { ReportsKey, ReportsWords } from "../words.js";
import { meaning } from "./meaning.js";
import "./report-chart.js";
import { styles } from "./report-panel.styles.js";
import "./report-hours.js";
import "./report-ranks.js";
import "./report-scores.js";
import "./report-week.js";

@customElement("baton-panel")
export class ReportPanel extends LitElement {
  @property({ attribute: false }) words!: ReportsWords;
  @property({ attribute: false }) report!: Report;
  @property({ attribute: false }) panel!: Panel;
  @state() private clock: string | null = null;

  static override styles = [base, styles];

  override render() {
    const { words, panel } = this;
    const label = this.label();
    return html`<section aria-label=${label}>
      <header>
        <h3>${label}</h3>
        ${panel.kind === "chart" && (panel.clocks?.length ?? 0) > 1 ? this.clocks(panel) : nothing}
        <button
          class="btn bare small"
          type="button"
          aria-label=${words.t("file.of", { report: label })}
          @click=${() => send(this, { do: "save_file", report: panel.report } as { do: string })}
        >
          ${words.t("file")}
        </button>
      </header>
      ${this.shown(label)} ${meaning(words, panel.figure)}
    </section>`;
  }

  private label(): string {
    const { words, panel } = this;
    if (panel.kind === "ranks" && panel.of === "agents") return words.t("agents.heading");
    return words.t(`figure.${panel.figure}` as ReportsKey);
  }

  private shown(label: string) {
    const { words, report, panel } = this;
    switch (panel.kind) {
      case "week":
        return html`<baton-week
          .words=${words}
          .report=${report}
          figure=${panel.figure}
          label=${label}
        ></baton-week>`;
      case "scores":
        return html`<baton-scores .words=${words} .report=${report} figure=${panel.figure}></baton-scores>`;
      case "hours":
        return html`<baton-agent-hours .words=${words} .report=${report} label=${label}></baton-agent-hours>`;
      case "ranks":
        return this.ranks(panel.of, label);
      case "chart":
        return this.chart(panel, label);
    }
  }

  private ranks(of: "agents" | "articles", label: string) {
    const { words, report } = this;
    const articles = of === "articles";
    return html`<baton-ranks
      .words=${words}
      .ranks=${articles ? articleRanks(report) : agentRanks(report)}
      label=${label}
      who=${words.t(articles ? "articles.name" : "agents.name")}
      cases=${words.t(articles ? "articles.handoffs" : "list.cases")}
      gone=${words.t(articles ? "articles.gone" : "agents.gone")}
    ></baton-ranks>`;
  }

  private chart(panel: ChartPanel, label: string) {
    const { words, report } = this;
    const ending = this.clock ?? panel.clocks?.[0] ?? "";
    const curves: readonly Curve[] =
      panel.curves?.map((curve) => ({ ...curve, figure: `${curve.figure}${ending}` })) ??
      curvesOf(report, panel.figure);
    const targets = panel.target && ending !== "_since_first_word" ? targetsOf(report, panel.target) : [];
    return html`<baton-chart
      .words=${words}
      .report=${report}
      .curves=${curves}
      .targets=${targets}
      .unit=${panel.unit}
      .shape=${panel.shape}
      .label=${label}
    ></baton-chart>`;
  }

  private clocks({ clocks }: ChartPanel) {
    const { words } = this;
    return html`<select
      class="input small"
      aria-label=${words.t("clock.name")}
      @change=${(event: Event) => (this.clock = (event.target as HTMLSelectElement).value)}
    >
      ${clocks?.map(
        (clock) => html`<option value=${clock}>${words.t(`clock${clock}` as ReportsKey)}</option>`,
      )}
    </select>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-panel": ReportPanel;
  }
}
