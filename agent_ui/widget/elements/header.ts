/** Who is there, and the options. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LANG_NAMES, LANGS } from "../../shared/i18n.js";
import { CLOSE, END, icon, MORE, PLUS } from "../../shared/icons.js";
import type { Author, Conversation } from "../../shared/wire.js";
import type { Theme } from "../model/look.js";
import type { WidgetKey, WidgetWords } from "../words.js";
import { avatar, avatarStyles } from "./avatar.js";
import { ask } from "./events.js";
import { base } from "./styles.js";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

@customElement("baton-header")
export class Header extends LitElement {
  @property({ attribute: false }) words!: WidgetWords;
  @property({ attribute: false }) conversation: Conversation | null = null;
  @property() site = "";
  @property() theme: Theme = "system";
  @property({ type: Boolean }) framed = true;
  @state() private open = false;
  @state() private sure = false;

  override render(): TemplateResult {
    const { words, conversation } = this;
    const owner = conversation?.owner ?? "bot";
    const agent = conversation?.agent;
    const face: Author = owner === "agent" ? { type: "agent", name: agent?.name ?? null } : { type: "bot" };
    const status: WidgetKey = owner === "nobody" ? "status.closed" : `status.${owner}`;
    return html`
      <header>
        ${avatar(face, true)}
        <div class="who">
          <h1><bdi>${(owner === "agent" && agent?.name) || this.site || words.t("title")}</bdi></h1>
          <p><i class=${owner}></i>${words.t(status)}</p>
        </div>
        <button
          class="round"
          aria-label=${words.t("menu")}
          aria-expanded=${this.open}
          aria-controls="menu"
          @click=${this.toggle}
        >
          ${icon(MORE)}
        </button>
        ${
          this.framed
            ? html`<button
                class="round"
                aria-label=${words.t("close")}
                @click=${() => ask(this, "dismiss", null)}
              >
                ${icon(CLOSE)}
              </button>`
            : null
        }
        ${this.open ? this.menu(owner) : null}
      </header>
    `;
  }

  private menu(owner: string): TemplateResult {
    const { words } = this;
    const talking = this.conversation && owner !== "nobody";
    return html`<div id="menu" @keydown=${this.onKey}>
      <fieldset>
        <legend>${words.t("language")}</legend>
        <div class="segments">
          ${LANGS.map((lang) =>
            this.choice("lang", LANG_NAMES[lang], lang === words.lang, () => ask(this, "lang", lang), lang),
          )}
        </div>
      </fieldset>
      <fieldset>
        <legend>${words.t("theme")}</legend>
        <div class="segments">
          ${THEMES.map((theme) =>
            this.choice("theme", words.t(`theme.${theme}`), theme === this.theme, () =>
              ask(this, "theme", theme),
            ),
          )}
        </div>
      </fieldset>
      ${
        this.conversation && !talking
          ? html`<button class="item" @click=${() => this.leave("restart")}>
              ${icon(PLUS, 18)}${words.t("new")}
            </button>`
          : null
      }
      ${
        talking && !this.sure
          ? html`<button class="item" @click=${() => (this.sure = true)}>
              ${icon(END, 18)}${words.t("end")}
            </button>`
          : null
      }
      ${
        talking && this.sure
          ? html`<div class="sure" role="group" aria-label=${words.t("end.sure")}>
              <span>${words.t("end.sure")}</span>
              <button class="outline" @click=${() => this.leave("end")}>${words.t("end.yes")}</button>
              <button class="outline" @click=${this.toggle}>${words.t("end.no")}</button>
            </div>`
          : null
      }
    </div>`;
  }

  private choice(group: string, label: string, on: boolean, pick: () => void, lang?: string): TemplateResult {
    return html`<label lang=${lang ?? this.words.lang}
      ><input type="radio" name=${group} .checked=${on} @change=${pick} /><span>${label}</span></label
    >`;
  }

  private leave(how: "end" | "restart"): void {
    this.toggle();
    ask(this, how, null);
  }

  private toggle(): void {
    this.open = !this.open;
    this.sure = false;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.toggle();
    this.renderRoot.querySelector<HTMLElement>("[aria-expanded]")?.focus();
  }

  static override styles = [
    base,
    avatarStyles,
    css`
      :host {
        position: relative;
        z-index: 2;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--s-1);
        padding-block: var(--s-3);
        padding-inline: var(--s-4) var(--s-2);
      }
      .who {
        flex: 1;
        min-inline-size: 0;
        margin-inline: var(--s-2) var(--s-1);
      }
      h1,
      p {
        margin: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      h1 {
        font-size: var(--text-md);
        font-weight: var(--weight-bold);
        line-height: 1.4;
        text-align: start;
      }
      p {
        display: flex;
        align-items: center;
        gap: 6px;
        color: var(--text-2);
        font-size: var(--text-sm);
        line-height: 1.5;
      }
      i {
        flex: none;
        inline-size: 8px;
        block-size: 8px;
        border-radius: 50%;
        background: var(--accent);
      }
      i.queue {
        background: var(--warn);
      }
      i.agent {
        background: var(--good);
      }
      i.nobody {
        background: var(--line-strong);
      }
      #menu {
        position: absolute;
        inset-block-start: calc(100% - 4px);
        inset-inline-end: var(--s-3);
        inline-size: min(280px, 100% - 24px);
        padding: var(--s-3);
        border: 1px solid var(--line);
        border-radius: var(--r-2);
        background: var(--surface);
        box-shadow: var(--shadow-3);
        font-size: var(--text-sm);
      }
      fieldset {
        margin: 0 0 var(--s-3);
        padding: 0;
        border: 0;
      }
      .segments {
        display: flex;
        gap: 2px;
        padding: 2px;
        border-radius: var(--r-1);
        background: var(--surface-2);
      }
      legend {
        padding: 0 0 6px;
        color: var(--text-2);
        font-weight: var(--weight-medium);
      }
      label {
        position: relative;
        flex: 1;
        min-inline-size: 0;
        cursor: pointer;
      }
      input {
        position: absolute;
        inset: 0;
        opacity: 0;
      }
      label span {
        display: block;
        padding: 5px 4px;
        border-radius: 5px;
        text-align: center;
      }
      input:checked + span {
        background: var(--surface);
        box-shadow: var(--shadow-1);
        font-weight: var(--weight-medium);
      }
      input:focus-visible + span {
        outline: 2px solid var(--focus);
      }
      .item {
        display: flex;
        align-items: center;
        gap: var(--s-2);
        inline-size: 100%;
        padding: 8px;
        border-radius: var(--r-1);
      }
      .item:hover {
        background: var(--surface-2);
      }
      .sure {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s-2);
        padding: 2px 8px;
      }
      .sure span {
        flex: 1 1 100%;
        font-weight: var(--weight-medium);
      }
    `,
  ];
}
