/** Language and theme, as two menus. */
import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "./base.js";
import { icon } from "./icons.js";
import type { MenuItem } from "./menu.js";
import "./menu.js";
import { THEMES, type Preferences, type Theme } from "./settings.js";
import type { RoomWords } from "./words.js";
import { LANG_NAMES, LANGS } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";

const THEME_ICONS = { system: "spark", light: "sun", dark: "moon" } as const;

/** Fires `prefer` with the changed preferences in `detail`. */
@customElement("room-preferences")
export class PreferenceBar extends LitElement {
  @property({ attribute: false }) words!: RoomWords;
  @property({ attribute: false }) preferences!: Preferences;

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
      }
      .code {
        font-size: var(--text-xs);
        font-weight: var(--weight-bold);
        text-transform: uppercase;
      }
      room-menu::part(trigger) {
        padding-inline: 8px;
      }
      @media (max-width: 400px) {
        .code {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { words } = this;
    const { lang, theme } = this.preferences;
    const langs: MenuItem[] = LANGS.map((value) => ({ value, label: LANG_NAMES[value], lang: value }));
    const themes: MenuItem[] = THEMES.map((value) => ({
      value,
      label: words.t(`room.theme.${value}`),
      icon: THEME_ICONS[value],
    }));
    return html`
      <room-menu
        end
        label=${words.t("room.language", { name: `${lang.toUpperCase()} – ${LANG_NAMES[lang]}` })}
        .items=${langs}
        chosen=${lang}
        @pick=${(event: CustomEvent<Lang>) => this.prefer({ lang: event.detail })}
        >${icon("globe")}<span class="code" aria-hidden="true">${lang}</span></room-menu
      >
      <room-menu
        end
        label=${words.t("room.theme")}
        .items=${themes}
        chosen=${theme}
        @pick=${(event: CustomEvent<Theme>) => this.prefer({ theme: event.detail })}
        >${icon(theme === "dark" ? "moon" : "sun")}</room-menu
      >
    `;
  }

  private prefer(preferences: Partial<Preferences>): void {
    this.dispatchEvent(new CustomEvent("prefer", { detail: preferences }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "room-preferences": PreferenceBar;
  }
}
