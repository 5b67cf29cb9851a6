/** The room of the reports: what is looked at above, headline figures with their meaning, then the charts. */
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../../rooms/icons.js";
import { PageApp } from "../../rooms/page-app.js";
import { LANG_NAMES, LANGS } from "../../shared/i18n.js";
import type { Command } from "../commands.js";
import type { ReportsController } from "../controller.js";
import { GRAINS, lastDays, lengthOf, PRESETS, todayOf, type Choice } from "../models/choice.js";
import {
  change,
  lineOf,
  linesOf,
  seriesOf,
  type Line,
  type ReportName,
  type Unit,
} from "../models/report.js";
import { wordsOf, type ReportsKey } from "../words.js";
import "./report-chart.js";
import { styles } from "./reports-app.styles.js";
import { groupText, interval, valueText } from "./text.js";

/** The headline figures: which line, whether more is better, and none where it is neither. */
const CARDS: readonly [figure: string, group: string | null, better: "up" | "down" | ""][] = [
  ["conversations", null, ""],
  ["containment_shown", null, "up"],
  ["containment_at_most", null, "up"],
  ["handoff_rate", null, ""],
  ["first_response", "p50", "down"],
  ["first_response", "p90", "down"],
  ["first_response_since_first_word", "p50", "down"],
  ["first_response_business", "p50", "down"],
  ["wait", "p50", "down"],
  ["resolution", "p50", "down"],
  ["sla_met", "first_response", "up"],
  ["abandonment", null, "down"],
  ["first_contact_resolution", null, "up"],
  ["reopen_rate", "bot", "down"],
  ["reopen_rate", "agent", "down"],
  ["csat", "bot", "up"],
  ["csat", "agent", "up"],
  ["precision_by_agents", null, "up"],
  ["precision_by_customers", null, "up"],
];

const CHARTS: readonly [report: ReportName, figure: string, unit: Unit, groups?: (string | null)[]][] = [
  ["volume", "conversations", "count"],
  ["outcomes", "bot_outcomes", "count"],
  ["handoffs", "handoffs", "count"],
  ["times", "first_response", "seconds", ["p50", "p90", "p95"]],
  ["times", "wait", "seconds", ["p50", "p90"]],
  ["times", "resolution", "seconds", ["p50", "p90"]],
  ["times", "sla_met", "share"],
  ["satisfaction", "csat", "score", ["bot", "agent"]],
  ["answers", "precision_by_agents", "share"],
  ["answers", "precision_by_customers", "share"],
];

@customElement("baton-reports")
export class ReportsApp extends PageApp<Command, ReportsKey, ReportsController> {
  static override styles = [PageApp.styles, styles];

  protected override readonly speak = wordsOf;

  protected override heading(): string {
    return this.words.t("app.title");
  }

  protected override focusMain(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  protected override panes(closed: boolean) {
    const { controller: c, words } = this;
    return html`<main class="scroll" ?inert=${closed} aria-busy=${c.busy}>
      <div class="page">
        <div class="head">
          <h1 tabindex="-1">${words.t("room.reports")}</h1>
          <button class="btn small" type="button" @click=${() => window.print()}>${words.t("print")}</button>
          ${c.busy ? html`<span class="quiet">${words.t("room.loading")}</span>` : nothing}
        </div>
        ${this.filters()} ${c.broken ? this.trouble() : c.now ? this.told() : nothing}
      </div>
    </main>`;
  }

  private told() {
    const { controller: c, words } = this;
    if (!lineOf(c.now, "conversations")?.value && !lineOf(c.then, "conversations")?.value)
      return html`<div class="empty">
        <h2>${words.t("empty.heading")}</h2>
        <p>${words.t("empty.hint")}</p>
      </div>`;
    return html`<ul class="cards">
        ${CARDS.map(([figure, group, better]) => this.card(figure, group, better))}
      </ul>
      <div class="charts">
        ${CHARTS.map((chart) => this.chart(...chart))} ${this.agents()} ${this.articles()}
      </div>`;
  }

  private trouble() {
    return html`<div class="empty">
      <h2>${this.words.t("trouble.heading")}</h2>
      <button class="btn" type="button" @click=${() => this.obey({ do: "again" })}>
        ${this.words.t("trouble.again")}
      </button>
    </div>`;
  }

  private filters() {
    const { controller: c, words } = this;
    const { choice } = c;
    const today = todayOf(new Date());
    const pick = (name: keyof Choice) => (event: Event) => {
      const { value } = event.target as HTMLInputElement | HTMLSelectElement;
      if (value || name === "lang" || name === "team") this.obey({ do: "choose", choice: { [name]: value } });
    };
    const options = (names: readonly (readonly [string, string])[], chosen: string) =>
      names.map(
        ([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`,
      );
    return html`<div class="filters" role="group" aria-label=${words.t("filters")}>
      <div class="presets">
        ${PRESETS.map((days) => {
          const open = choice.until === today && lengthOf(choice) === days;
          return html`<button
            class="btn small"
            type="button"
            aria-pressed=${open}
            @click=${() => this.obey({ do: "choose", choice: lastDays(days, today) })}
          >
            ${words.n("days", days)}
          </button>`;
        })}
      </div>
      <label class="field"
        >${words.t("since")}<input
          class="input small"
          type="date"
          .value=${choice.since}
          max=${choice.until}
          @change=${pick("since")}
      /></label>
      <label class="field"
        >${words.t("until")}<input
          class="input small"
          type="date"
          .value=${choice.until}
          min=${choice.since}
          @change=${pick("until")}
      /></label>
      <label class="field"
        >${words.t("by")}<select class="input small" @change=${pick("by")}>
          ${options(
            GRAINS.map((grain) => [grain, words.t(`by.${grain}`)] as const),
            choice.by,
          )}
        </select></label
      >
      <label class="field"
        >${words.t("lang")}<select class="input small" @change=${pick("lang")}>
          ${options([["", words.t("all.langs")], ...LANGS.map((lang) => [lang, LANG_NAMES[lang]] as const)], choice.lang)}
        </select></label
      >
      <label class="field"
        >${words.t("team")}<select class="input small" @change=${pick("team")}>
          ${options([["", words.t("all.teams")], ...c.teams.map((team) => [team.id, team.name] as const)], choice.team)}
        </select></label
      >
    </div>`;
  }

  private card(figure: string, group: string | null, better: "up" | "down" | "") {
    const { controller: c, words } = this;
    const line = lineOf(c.now, figure, group);
    const moved = change(line, lineOf(c.then, figure, group));
    const good = moved !== null && better !== "" && moved !== 0 ? moved > 0 === (better === "up") : null;
    const name = words.t(`figure.${figure}` as ReportsKey);
    return html`<li class="card">
      <h2>${name}${group ? html` <small>${groupText(words, group)}</small>` : nothing}</h2>
      <p class="value">${line ? valueText(words, line.unit, line.value) : "–"}</p>
      <p class="quiet">${line ? this.sure(line) : words.t("chart.none")}</p>
      ${
        moved === null
          ? nothing
          : html`<p class=${good === null ? "quiet" : good ? "better" : "worse"}>
              ${words.t("than_before", { change: this.signed(moved) })}
            </p>`
      }
      ${this.meaning(figure)}
    </li>`;
  }

  /** How many cases stand behind it, and where the true value lies. */
  private sure(line: Line): string {
    if (line.unit === "count") return "";
    return `${this.words.n("cases", line.n)} ${interval(this.words, line)}`;
  }

  private signed(share: number): string {
    return new Intl.NumberFormat(this.words.lang, {
      style: "percent",
      maximumFractionDigits: 0,
      signDisplay: "exceptZero",
    }).format(share);
  }

  private meaning(figure: string) {
    const { words } = this;
    return html`<details class="meaning">
      <summary>${icon("info", 14)}${words.t("meaning")}</summary>
      <p>${words.t(`def.${figure.replace(/_(since_first_word|business)$/, "")}` as ReportsKey)}</p>
    </details>`;
  }

  private chart(name: ReportName, figure: string, unit: Unit, groups?: (string | null)[]) {
    const { words } = this;
    const report = this.controller.reports.get(name);
    if (!report) return nothing;
    const label = words.t(`figure.${figure}` as ReportsKey);
    return html`<section class="panel" aria-label=${label}>
      ${this.titleOf(name, label)}
      <baton-chart
        .words=${words}
        .report=${report}
        .series=${seriesOf(report, figure, groups)}
        .unit=${unit}
        .label=${label}
      ></baton-chart>
      ${this.meaning(figure)}
    </section>`;
  }

  private titleOf(report: ReportName, label: string) {
    const { words } = this;
    return html`<header class="title">
      <h2>${label}</h2>
      <button
        class="btn bare small"
        type="button"
        aria-label=${words.t("file.of", { report: label })}
        @click=${() => this.obey({ do: "save_file", report })}
      >
        ${words.t("file")}
      </button>
    </header>`;
  }

  private agents() {
    const lines = linesOf(this.controller.reports.get("satisfaction") ?? null, "csat").filter((line) =>
      line.group?.startsWith("agent:"),
    );
    const { words } = this;
    return this.list(
      "satisfaction",
      "csat",
      words.t("agents.heading"),
      words.t("agents.name"),
      lines.map((line) => ({
        name: line.label ?? line.group ?? "",
        value: `${valueText(words, line.unit, line.value)} ${interval(words, line)}`,
        n: line.n,
      })),
    );
  }

  private articles() {
    const report = this.controller.reports.get("handoffs") ?? null;
    const { words } = this;
    return this.list(
      "handoffs",
      "article_handoffs",
      words.t("figure.article_handoffs"),
      words.t("articles.name"),
      linesOf(report, "article_handoffs").map((line) => {
        const part = lineOf(report, "article_handoff_share", line.group);
        return {
          name: line.label ?? words.t("articles.gone"),
          value: part ? `${valueText(words, "share", part.value)} ${interval(words, part)}` : "",
          n: line.n,
        };
      }),
    );
  }

  private list(
    report: ReportName,
    figure: string,
    label: string,
    who: string,
    rows: readonly { name: string; value: string; n: number }[],
  ) {
    const { words } = this;
    return html`<section class="panel" aria-label=${label}>
      ${this.titleOf(report, label)}
      ${
        rows.length === 0
          ? html`<p class="quiet">${words.t("chart.none")}</p>`
          : html`<div class="scroll table" tabindex="0" role="region" aria-label=${label}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">${who}</th>
                    <th scope="col">${words.t("list.value")}</th>
                    <th scope="col">${words.t("list.cases")}</th>
                  </tr>
                </thead>
                <tbody>
                  ${rows.map(
                    (row) =>
                      html`<tr>
                        <th scope="row"><bdi>${row.name}</bdi></th>
                        <td>${row.value}</td>
                        <td>${words.number(row.n)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      ${this.meaning(figure)}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-reports": ReportsApp;
  }
}
