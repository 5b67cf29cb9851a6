/** The room of the desk-wide settings: its sections in groups, and the one that is open. */
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../../rooms/icons.js";
import { PageApp } from "../../rooms/page-app.js";
import type { Command } from "../commands.js";
import type { SettingsController } from "../controller.js";
import { GROUPS, maySee, type Group, type Section } from "../sections.js";
import { wordsOf, type SettingsKey } from "../words.js";
import { DRAWN } from "./sections.js";
import { styles } from "./settings-app.styles.js";

const NAMES = Object.keys(GROUPS) as Group[];

@customElement("baton-settings")
export class SettingsApp extends PageApp<Command, SettingsKey, SettingsController> {
  private version = 0;

  static override styles = [PageApp.styles, styles];

  protected override readonly speak = wordsOf;

  protected override heading(): string {
    return `${this.words.t(`section.${this.controller.section}`)} – ${this.words.t("app.title")}`;
  }

  protected override focusMain(): void {
    const section = this.renderRoot.querySelector<HTMLElement & { focusHeading?(): void }>("main > *");
    section?.focusHeading?.();
  }

  protected override panes(closed: boolean) {
    const { controller, words } = this;
    return html`<div class="panes" ?inert=${closed}>
      <nav class="scroll" aria-label=${words.t("app.sections")}>
        ${this.chooser()} ${this.groups.map((group) => this.group(group))}
      </nav>
      <main class="scroll">
        ${DRAWN[controller.section].draw({ controller, words, version: (this.version += 1), closed })}
      </main>
    </div>`;
  }

  /** Those in which this person may see anything. */
  private get groups(): Group[] {
    return NAMES.filter((group) => this.sections(group).length > 0);
  }

  private sections(group: Group): Section[] {
    const role = this.controller.door.session?.agent.role;
    return GROUPS[group].filter((section) => maySee(section, role));
  }

  private group(group: Group) {
    return html`<div class="group">
      <h2 id=${`group-${group}`}>${this.words.t(`group.${group}`)}</h2>
      <ul aria-labelledby=${`group-${group}`}>
        ${this.sections(group).map((section) => html`<li>${this.link(section)}</li>`)}
      </ul>
    </div>`;
  }

  private link(section: Section) {
    const { controller, words } = this;
    return html`<button
      class="section"
      type="button"
      data-section=${section}
      aria-current=${controller.section === section ? "page" : nothing}
      @click=${() => this.open(section)}
    >
      ${icon(DRAWN[section].icon, 17)}${words.t(`section.${section}`)}
      ${
        controller.unsavedIn(section)
          ? html`<span class="unsaved" title=${words.t("app.edited")}
              ><span class="sr">${words.t("app.edited")}</span></span
            >`
          : nothing
      }
    </button>`;
  }

  /** The same as one list to choose from, where the page is too narrow for a column. */
  private chooser() {
    const { controller, words } = this;
    return html`<select
      class="input chooser"
      aria-label=${words.t("app.sections")}
      @change=${(event: Event) => this.open((event.target as HTMLSelectElement).value as Section)}
    >
      ${this.groups.map(
        (group) =>
          html`<optgroup label=${words.t(`group.${group}`)}>
            ${this.sections(group).map(
              (section) =>
                html`<option value=${section} .selected=${controller.section === section}>
                  ${words.t(`section.${section}`)}${controller.unsavedIn(section) ? " •" : ""}
                </option>`,
            )}
          </optgroup>`,
      )}
    </select>`;
  }

  private open(section: Section): void {
    this.obey({ do: "section", section });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-settings": SettingsApp;
  }
}
