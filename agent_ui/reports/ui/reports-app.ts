/** The room of the reports: what is looked at above, headline figures with their meaning, then the charts. */
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { PageApp } from "../../rooms/page-app.js";
import type { Command } from "../commands.js";
import type { ReportsController } from "../controller.js";
import { HEADLINES, SECTIONS, type Card, type Panel } from "../models/panels.js";
import { lineOf } from "../models/report.js";
import { wordsOf, type ReportsKey } from "../words.js";
import "./report-card.js";
import "./report-filters.js";
import "./report-panel.js";
import { styles } from "./reports-app.styles.js";

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
          <p class="range">${this.range()}</p>
          ${c.busy ? html`<span class="quiet">${words.t("room.loading")}</span>` : nothing}
          <button class="btn small" type="button" @click=${() => window.print()}>${words.t("print")}</button>
        </div>
        <baton-filters .words=${words} .choice=${c.choice} .teams=${c.teams}></baton-filters>
        ${c.broken ? this.trouble() : c.now ? this.told() : nothing}
      </div>
    </main>`;
  }

  /** What is looked at in words, for paper. */
  private range(): string {
    const { controller: c, words } = this;
    return words.t("range", { low: words.date(c.choice.since), high: words.date(c.choice.until) });
  }

  private told() {
    const { controller: c, words } = this;
    if (!lineOf(c.now, "conversations")?.value && !lineOf(c.then, "conversations")?.value)
      return html`<div class="empty">
        <h2>${words.t("empty.heading")}</h2>
        <p>${words.t("empty.hint")}</p>
      </div>`;
    return html`${this.cards(HEADLINES, "first")}
    ${SECTIONS.map(
      ({ name, cards, panels }) =>
        html`<section class="chapter" aria-labelledby="chapter-${name}">
          <h2 id="chapter-${name}">${words.t(`section.${name}` as ReportsKey)}</h2>
          ${cards.length > 0 ? this.cards(cards) : nothing}
          <div class="panels">${panels.map((panel) => this.panel(panel))}</div>
        </section>`,
    )}`;
  }

  private cards(cards: readonly Card[], look = "") {
    const { controller: c, words } = this;
    return html`<ul class="cards ${look}">
      ${cards.map(
        ([figure, group, better]) =>
          html`<li>
            <baton-card
              .words=${words}
              .now=${c.now}
              .then=${c.then}
              figure=${figure}
              group=${group}
              better=${better}
            ></baton-card>
          </li>`,
      )}
    </ul>`;
  }

  private panel(panel: Panel) {
    const report = this.controller.reports.get(panel.report);
    if (!report) return nothing;
    return html`<baton-panel .words=${this.words} .report=${report} .panel=${panel}></baton-panel>`;
  }

  private trouble() {
    return html`<div class="empty">
      <h2>${this.words.t("trouble.heading")}</h2>
      <button class="btn" type="button" @click=${() => this.obey({ do: "again" })}>
        ${this.words.t("trouble.again")}
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-reports": ReportsApp;
  }
}
