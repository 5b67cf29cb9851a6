/** The room of those who lead: the desk in a few big numbers, who waits, who serves, whom the bot talks to. */
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { Ticking } from "../../console/ui/ticking.js";
import { icon } from "../../rooms/icons.js";
import { PageApp } from "../../rooms/page-app.js";
import type { Command } from "../commands.js";
import type { BoardController } from "../controller.js";
import { lineWith, type Board } from "../models/board.js";
import { wordsOf, type BoardKey } from "../words.js";
import "./agent-rows.js";
import { styles } from "./board-app.styles.js";
import "./figure-tiles.js";
import "./line-list.js";
import "./questions.js";
import "./watch-panel.js";

@customElement("baton-board")
export class BoardApp extends PageApp<Command, BoardKey, BoardController> {
  private readonly ticking = new Ticking(this);
  private returnTo: HTMLElement | null = null;

  static override styles = [PageApp.styles, styles];

  protected override readonly speak = wordsOf;

  protected override heading(): string {
    const waiting = this.controller.board?.counts.queue ?? 0;
    const title = this.words.t("app.title");
    return waiting > 0 ? `(${this.words.number(waiting)}) ${title}` : title;
  }

  protected override focusMain(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  protected override onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented || this.controller.question) return;
    if (this.controller.watching.id) this.obey({ do: "watch", id: null });
  }

  protected override panes(closed: boolean) {
    const { controller: c, words } = this;
    const { board, watching } = c;
    return html`
      <div class="below" ?inert=${closed}>
        <div role="status">${this.strip()}</div>
        <main class="scroll">
          <h1 class="sr" tabindex="-1">${words.t("room.board")}</h1>
          ${board ? this.all(board) : html`<p class="empty">${words.t("room.loading")}</p>`}
        </main>
        ${
          watching.thread
            ? html`<baton-watch
                .words=${words}
                .thread=${watching.thread}
                .version=${watching.thread.version}
                .chat=${watching.chat}
                .line=${lineWith(board, watching.id)}
                .pointed=${watching.pointed}
                .me=${c.me}
                .now=${this.ticking.now}
                ?online=${c.link === "online"}
                ?busy=${c.busy}
              ></baton-watch>`
            : nothing
        }
      </div>
      <baton-board-questions
        .words=${words}
        .question=${closed ? null : c.question}
        .board=${board}
        .me=${c.me}
        ?busy=${c.busy}
      ></baton-board-questions>
    `;
  }

  private all(board: Board) {
    const { controller: c, words } = this;
    const { now } = this.ticking;
    return html`
      <baton-figures .words=${words} .board=${board} .now=${now}></baton-figures>
      <div class="columns">
        ${this.lines("waiting", board, board.counts.queue)}
        <baton-agents
          .words=${words}
          .board=${board}
          .me=${c.me}
          .now=${now}
          .selected=${c.watching.id}
        ></baton-agents>
        ${this.lines("bot", board, board.counts.bot)}
      </div>
    `;
  }

  private lines(kind: "waiting" | "bot", board: Board, count = 0) {
    return html`<baton-lines
      kind=${kind}
      .words=${this.words}
      .lines=${board[kind]}
      .count=${count}
      .teams=${board.teams}
      .now=${this.ticking.now}
      .selected=${this.controller.watching.id}
    ></baton-lines>`;
  }

  private strip() {
    const { cutOff, door, board } = this.controller;
    if (door.open && cutOff)
      return html`<div class="strip">
        ${icon("alert", 16)}<span>${this.words.t("board.offline")}</span>
        <button class="btn small" type="button" @click=${() => this.obey({ do: "hurry" })}>
          ${this.words.t("link.now")}
        </button>
      </div>`;
    if (!board?.opens_at) return nothing;
    const when = this.words.moment(board.opens_at);
    return html`<div class="strip calm">
      ${icon("clock", 16)}<span>${this.words.t("board.closed", { when })}</span>
    </div>`;
  }

  /** Who opened a conversation by keyboard comes back to where they were. */
  override updated(): void {
    const watched = this.controller.watching.id !== null;
    if (watched && !this.returnTo) this.returnTo = deepest();
    if (!watched && this.returnTo) {
      if (this.returnTo.isConnected) this.returnTo.focus();
      this.returnTo = null;
    }
  }
}

function deepest(): HTMLElement {
  let focused: Element | null = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused instanceof HTMLElement ? focused : document.body;
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-board": BoardApp;
  }
}
