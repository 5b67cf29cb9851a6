/** The room of the articles: list, form with preview, and the box that asks the bot. */
import { html, LitElement, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { face } from "../../rooms/face.js";
import { icon, mark } from "../../rooms/icons.js";
import type { Credentials } from "../../rooms/login.js";
import "../../rooms/login.js";
import type { MenuItem } from "../../rooms/menu.js";
import "../../rooms/menu.js";
import { dress } from "../../rooms/page.js";
import "../../rooms/preference-bar.js";
import type { Preferences } from "../../rooms/settings.js";
import type { Command } from "../commands.js";
import type { EditorController } from "../controller.js";
import { wordsOf, type EditorWords } from "../words.js";
import "./article-form.js";
import "./article-list.js";
import "./ask-box.js";
import "./questions.js";
import { styles } from "./editor-app.styles.js";

@customElement("baton-editor")
export class EditorApp extends LitElement {
  controller!: EditorController;
  @state() private words!: EditorWords;
  private unsubscribe: (() => void) | undefined;

  static override styles = [base, styles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.unsubscribe = this.controller.changes.subscribe(() => this.requestUpdate());
    this.addEventListener("command", this.onCommand);
    window.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe?.();
    this.removeEventListener("command", this.onCommand);
    window.removeEventListener("keydown", this.onKey);
  }

  override willUpdate(): void {
    const { preferences, draft } = this.controller;
    this.words = wordsOf(preferences.lang);
    dress(document.documentElement, preferences);
    const title = this.words.t("app.title");
    document.title = draft?.fields.title
      ? `${draft.dirty ? "• " : ""}${draft.fields.title} – ${title}`
      : title;
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
      <div class="panes ${c.draft ? "open" : ""} ${c.pane === "ask" ? "ask" : ""}" ?inert=${closed}>
        <baton-articles
          role="region"
          aria-label=${words.t("list.label")}
          .words=${words}
          .library=${c.library}
          .filter=${c.filter}
          .selected=${c.draft?.id ?? null}
          ?loading=${c.loading}
        ></baton-articles>
        <baton-article
          role="main"
          .words=${words}
          .draft=${c.draft}
          .library=${c.library}
          .tried=${c.tried}
          .pane=${c.pane}
          ?busy=${c.busy}
        ></baton-article>
        <baton-ask
          .words=${words}
          .asking=${c.asker.asking}
          .draft=${c.draft}
          .fallbackLang=${c.filter.lang ?? words.lang}
        ></baton-ask>
      </div>
      <baton-questions .words=${words} .question=${closed ? null : c.question} .draft=${c.draft}>
      </baton-questions>
      <div class="said" role="status" aria-live="polite">
        ${
          c.voice.said
            ? html`<div class=${c.voice.said.bad ? "bad" : ""}>
                ${icon(c.voice.said.bad ? "alert" : "check")}<span
                  >${words.t(c.voice.said.key, c.voice.said.params)}</span
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
    this.renderRoot.querySelector("baton-article")?.focusTitle();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { controller: c } = this;
    if (!c.door.open || c.question) return;
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyS") {
      event.preventDefault();
      c.obey({ do: "save" });
    }
    if (event.key === "Escape" && c.pane === "ask") c.obey({ do: "pane", pane: "write" });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-editor": EditorApp;
  }
}
