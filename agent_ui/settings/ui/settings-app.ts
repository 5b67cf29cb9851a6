/** The room of the desk-wide settings: a list of sections, and the one that is open. */
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { icon, type IconName } from "../../rooms/icons.js";
import { PageApp } from "../../rooms/page-app.js";
import { SECTIONS, type Command, type Section } from "../commands.js";
import type { SettingsController } from "../controller.js";
import { wordsOf, type SettingsKey } from "../words.js";
import "./answering-section.js";
import "./hours-section.js";
import "./sla-section.js";
import { styles } from "./settings-app.styles.js";

const ICONS: Readonly<Record<Section, IconName>> = { answering: "dial", hours: "clock", sla: "flag" };

@customElement("baton-settings")
export class SettingsApp extends PageApp<Command, SettingsKey, SettingsController> {
  private version = 0;

  static override styles = [PageApp.styles, styles];

  protected override readonly speak = wordsOf;

  protected override heading(): string {
    return `${this.words.t(`section.${this.controller.section}`)} – ${this.words.t("app.title")}`;
  }

  protected override focusMain(): void {
    this.renderRoot.querySelector(`baton-${this.controller.section}`)?.focusHeading();
  }

  protected override panes(closed: boolean) {
    const { words } = this;
    return html`<div class="panes" ?inert=${closed}>
      <nav aria-label=${words.t("app.sections")}>
        <ul>
          ${SECTIONS.map((section) => html`<li>${this.link(section)}</li>`)}
        </ul>
        <a class="back" href="/console">${icon("back", 16)}${words.t("room.console")}</a>
      </nav>
      <main class="scroll">${this.open(closed)}</main>
    </div>`;
  }

  private open(closed: boolean) {
    const { controller: c, words } = this;
    const version = (this.version += 1);
    switch (c.section) {
      case "answering":
        return html`<baton-answering
          .words=${words}
          .model=${c.answering}
          .version=${version}
          ?busy=${c.busy}
          ?asking=${c.asking && !closed}
        ></baton-answering>`;
      case "hours":
        return html`<baton-hours
          .words=${words}
          .model=${c.forms.hours}
          .version=${version}
          ?busy=${c.busy}
        ></baton-hours>`;
      case "sla":
        return html`<baton-sla
          .words=${words}
          .model=${c.forms.sla}
          .version=${version}
          ?busy=${c.busy}
        ></baton-sla>`;
    }
  }

  private link(section: Section) {
    const open = this.controller.section;
    return html`<button
      class="section"
      type="button"
      aria-current=${open === section ? "page" : nothing}
      @click=${() => this.obey({ do: "section", section })}
    >
      ${icon(ICONS[section], 17)}${this.words.t(`section.${section}`)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-settings": SettingsApp;
  }
}
