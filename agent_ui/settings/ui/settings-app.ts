/** The room of the desk-wide settings: a list of sections, and the one that is open. */
import { html, LitElement, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { face } from "../../rooms/face.js";
import { icon, mark, type IconName } from "../../rooms/icons.js";
import type { Credentials } from "../../rooms/login.js";
import "../../rooms/login.js";
import type { MenuItem } from "../../rooms/menu.js";
import "../../rooms/menu.js";
import { dress } from "../../rooms/page.js";
import "../../rooms/preference-bar.js";
import type { Preferences } from "../../rooms/settings.js";
import { SECTIONS, type Command, type Section } from "../commands.js";
import type { SettingsController } from "../controller.js";
import { wordsOf, type SettingsWords } from "../words.js";
import "./answering-section.js";
import { styles } from "./settings-app.styles.js";

const ICONS: Readonly<Record<Section, IconName>> = { answering: "dial" };

@customElement("baton-settings")
export class SettingsApp extends LitElement {
  controller!: SettingsController;
  @state() private words: SettingsWords = wordsOf("en");
  private unsubscribe?: () => void;
  private version = 0;

  static override styles = [base, styles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.unsubscribe = this.controller.changes.subscribe(() => this.requestUpdate());
    this.addEventListener("command", this.onCommand);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe?.();
    this.removeEventListener("command", this.onCommand);
  }

  override willUpdate(): void {
    const { preferences, section } = this.controller;
    this.words = wordsOf(preferences.lang);
    dress(document.documentElement, preferences);
    document.title = `${this.words.t(`section.${section}`)} – ${this.words.t("app.title")}`;
  }

  override render() {
    const { door } = this.controller;
    return html`
      ${door.session ? this.room() : nothing}
      ${
        door.open
          ? nothing
          : html`<room-login
              role=${door.expired ? nothing : "main"}
              .words=${this.words}
              room=${this.words.t("app.room")}
              email=${door.session?.agent.email ?? ""}
              ?busy=${door.busy}
              ?expired=${door.expired}
              failure=${door.failure}
              @login=${(event: CustomEvent<Credentials>) =>
                this.controller.obey({ do: "log_in", credentials: event.detail })}
            >
              ${this.preferences()}
            </room-login>`
      }
    `;
  }

  private room() {
    const { controller: c, words } = this;
    const closed = !c.door.open;
    return html`
      <header class="bar" ?inert=${closed}>
        <a class="skip btn main" href="#" @click=${this.skip}>${words.t("app.skip")}</a>
        <div class="brand">
          ${mark(28)}<span>Baton <small>${words.t("app.room")}</small></span>
        </div>
        <div class="grow"></div>
        ${this.preferences()} ${this.account()}
      </header>
      <div class="panes" ?inert=${closed}>
        <nav aria-label=${words.t("app.sections")}>
          <ul>
            ${SECTIONS.map((section) => html`<li>${this.link(section)}</li>`)}
          </ul>
          <a class="back" href="/console">${icon("back", 16)}${words.t("app.console")}</a>
        </nav>
        <main class="scroll">
          <baton-answering
            .words=${words}
            .model=${c.answering}
            .version=${(this.version += 1)}
            ?busy=${c.busy}
            ?asking=${c.asking && !closed}
          ></baton-answering>
        </main>
      </div>
      <div class="said" role="status" aria-live="polite">
        ${
          c.said
            ? html`<div class=${c.said.bad ? "bad" : ""}>
                ${icon(c.said.bad ? "alert" : "check")}<span
                  >${words.t(c.said.key, { code: c.said.code })}</span
                >
                <button
                  class="btn bare small square"
                  type="button"
                  aria-label=${words.t("room.dismiss")}
                  @click=${() => c.obey({ do: "dismiss" })}
                >
                  ${icon("close", 15)}
                </button>
              </div>`
            : nothing
        }
      </div>
    `;
  }

  private link(section: Section) {
    const { controller: c, words } = this;
    const open: string = c.section;
    return html`<button
      class="section"
      type="button"
      aria-current=${open === section ? "page" : nothing}
      @click=${() => c.obey({ do: "section", section })}
    >
      ${icon(ICONS[section], 17)}${words.t(`section.${section}`)}
    </button>`;
  }

  private preferences() {
    return html`<room-preferences
      .words=${this.words}
      .preferences=${this.controller.preferences}
      @prefer=${(event: CustomEvent<Partial<Preferences>>) =>
        this.controller.obey({ do: "prefer", preferences: event.detail })}
    ></room-preferences>`;
  }

  private account() {
    const agent = this.controller.door.session?.agent;
    if (!agent) return nothing;
    const items: MenuItem[] = [
      { value: "log_out", label: this.words.t("room.log_out"), hint: agent.email, icon: "logout" },
    ];
    return html`<room-menu
      class="account"
      end
      label=${this.words.t("room.account", { name: agent.name })}
      .items=${items}
      @pick=${() => this.controller.obey({ do: "log_out" })}
      >${face(agent.id, agent.name, "user", true)}<span class="name clip">${agent.name}</span>${icon(
        "chevron",
        14,
      )}</room-menu
    >`;
  }

  private readonly onCommand = (event: Event): void => {
    this.controller.obey((event as CustomEvent<Command>).detail);
  };

  private readonly skip = (event: Event): void => {
    event.preventDefault();
    this.renderRoot.querySelector("baton-answering")?.focusHeading();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-settings": SettingsApp;
  }
}
