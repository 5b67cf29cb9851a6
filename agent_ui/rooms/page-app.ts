/** A room with a bar on top and a line that says what was done: every room but the console. */
import { html, nothing, type CSSResultGroup, type TemplateResult } from "lit";
import { RoomApp } from "./app.js";
import { base } from "./base.js";
import { face } from "./face.js";
import type { HttpController } from "./http-controller.js";
import { icon } from "./icons.js";
import { notices } from "./look/notices.js";
import "./menu.js";
import type { MenuItem } from "./menu.js";
import { styles } from "./page-app.styles.js";
import "./room-brand.js";
import { waysFrom } from "./rooms.js";
import type { AppWords } from "./words.js";
import type { Words } from "../shared/i18n.js";

export abstract class PageApp<
  C extends { do: string },
  K extends string,
  R extends HttpController<C, K>,
> extends RoomApp<C, R, Words<K> & AppWords> {
  static override styles: CSSResultGroup = [base, notices, styles];

  /** Below the bar; `closed` while the veil of the log-in lies over it. */
  protected abstract panes(closed: boolean): TemplateResult;

  protected override inside() {
    const closed = !this.controller.door.open;
    return html`
      <header class="bar" ?inert=${closed}>
        ${this.skipLink()}
        <room-brand
          .words=${this.words}
          .room=${this.controller.room}
          .admitted=${this.controller.door.session?.agent.role}
        ></room-brand>
        <div class="grow"></div>
        ${this.preferences()} ${this.account()}
      </header>
      ${this.panes(closed)}
      <div class="notices" role="status" aria-live="polite">${this.said()}</div>
    `;
  }

  private account() {
    const { door, room } = this.controller;
    const agent = door.session?.agent;
    if (!agent) return nothing;
    const { words } = this;
    const items: MenuItem[] = [
      ...waysFrom(room, agent.role, words),
      { value: "log_out", label: words.t("room.log_out"), hint: agent.email, icon: "logout" },
    ];
    return html`<room-menu
      class="account"
      end
      label=${words.t("room.account", { name: agent.name })}
      .items=${items}
      @pick=${({ detail }: CustomEvent<string>) =>
        detail === "log_out" ? this.obey({ do: "log_out" }) : location.assign(detail)}
      >${face(agent.id, agent.name, "user", true, agent.picture)}<span class="name clip">${agent.name}</span
      >${icon("chevron", 14)}</room-menu
    >`;
  }

  private said() {
    const { voice } = this.controller;
    if (!voice.said) return nothing;
    const { bad, key, params } = voice.said;
    return html`<div class="notice ${bad ? "bad" : ""}">
      ${icon(bad ? "alert" : "check")}<span>${this.words.t(key as K, params)}</span>
      <button
        class="btn bare small square"
        type="button"
        aria-label=${this.words.t("room.dismiss")}
        @click=${() => this.controller.dismiss()}
      >
        ${icon("close", 15)}
      </button>
    </div>`;
  }
}
