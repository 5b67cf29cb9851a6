/** The room itself: top bar, list, conversation, details; keys become commands. */
import { html, nothing } from "lit";
import { customElement, query } from "lit/decorators.js";
import { RoomApp } from "../../rooms/app.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { admits } from "../../rooms/rooms.js";
import type { Command } from "../commands.js";
import type { ConsoleController } from "../controller.js";
import { titled } from "../models/attention.js";
import type { Find } from "../finding.js";
import { isMine } from "../models/chat.js";
import { viewsIn } from "../models/shelf.js";
import { shortcutOf, type Shortcut } from "../models/shortcuts.js";
import { wordsOf, type ConsoleWords } from "../words.js";
import "./chat-list.js";
import "./choice-panels.js";
import "./finder-pane.js";
import "./notice-stack.js";
import "./offer-stack.js";
import "./palette.js";
import { entriesOf, foundFor } from "./palette-entries.js";
import "./panels.js";
import "./shelf-panel.js";
import "./side-panel.js";
import "./thread-view.js";
import type { ThreadView } from "./thread-view.js";
import "./top-bar.js";
import { writing } from "./writing.js";
import { styles } from "./console-app.styles.js";

@customElement("baton-console")
export class ConsoleApp extends RoomApp<Command, ConsoleController, ConsoleWords> {
  @query("baton-thread") private readonly threadView!: ThreadView | null;

  static override styles = [base, styles];

  protected override readonly speak = wordsOf;

  protected override heading(): string {
    const { door, lists } = this.controller;
    return titled(this.words.t("app.title"), door.open ? lists.needing : 0);
  }

  protected override focusMain(): void {
    this.threadView?.focusLog();
  }

  protected override inside() {
    const { controller: c, words } = this;
    const { chat } = c;
    return html`
      <header ?inert=${!c.door.open}>
        ${this.skipLink()}
        <baton-topbar
          .words=${words}
          .agent=${c.door.session?.agent}
          .self=${c.lists.colleagues.get(c.me)}
          .preferences=${c.preferences}
          .mentions=${c.aids.mentions}
          .reasons=${c.lists.awayReasons}
          .owed=${c.aids.promises.ledger.owed(c.me)}
        ></baton-topbar>
      </header>
      <div role="status">${this.strip()}</div>
      <div class="panes ${c.selected ? "open" : ""} ${c.details ? "details" : ""}" ?inert=${!c.door.open}>
        <div class="column">
          <baton-finder
            .words=${words}
            .filters=${c.aids.finding.filters}
            .finds=${this.upToDate(c.aids.finding.finds)}
            .views=${viewsIn(c.aids.shelf.items)}
            .colleagues=${c.lists.colleagues.all}
            .state=${c.aids.finding.state}
            .selected=${c.selected}
            .me=${c.me}
            ?active=${c.aids.finding.active}
            ?more=${c.aids.finding.cursor !== null}
          ></baton-finder>
          <baton-list
            ?hidden=${c.aids.finding.active}
            role="region"
            aria-label=${words.t("view.label")}
            .words=${words}
            .chats=${c.lists.chats.in(c.lists.view)}
            .counts=${c.lists.chats.counts()}
            .me=${c.me}
            .view=${c.lists.view}
            .selected=${c.selected}
            .drafts=${c.writing.drafts}
            .picked=${c.aids.bulk.picked}
            .reasons=${c.lists.form.reasons}
            .availability=${c.lists.colleagues.get(c.me)?.availability ?? "online"}
            ?loaded=${c.lists.chats.loaded(c.lists.view)}
            ?more=${c.lists.chats.cursor(c.lists.view) !== null}
          ></baton-list>
        </div>
        <baton-thread
          role="main"
          .words=${words}
          .chat=${chat}
          .selected=${c.selected}
          .thread=${c.selected ? c.talk.thread(c.selected) : null}
          .version=${c.selected ? c.talk.thread(c.selected).version + c.merges.version : 0}
          .merges=${c.merges}
          .me=${c.me}
          .myRole=${c.door.session?.agent.role ?? "agent"}
          .drafts=${c.writing.drafts}
          .files=${c.selected ? c.files.of(c.selected) : null}
          .compose=${c.writing.compose}
          .pointed=${c.writing.pointed}
          .aids=${c.aids}
          .viewers=${c.selected ? c.aids.viewers.of(c.selected, c.me, Date.now()) : []}
          .colleagues=${c.lists.colleagues.all.filter(({ id }) => id !== c.me)}
          .myName=${c.door.session?.agent.name ?? ""}
          ?offDuty=${c.lists.colleagues.get(c.me)?.availability === "offline"}
          ?online=${c.link === "online"}
          ?busy=${c.moves.busy}
          ?details=${c.details}
          @find-article=${() => this.search()}
        ></baton-thread>
        ${
          chat
            ? html`<baton-side
                .words=${words}
                .chat=${chat}
                .brief=${c.talk.thread(chat.id).brief}
                .messages=${c.talk.thread(chat.id).messages}
                .files=${c.files.of(chat.id).desk}
                .task=${chat.owner === "bot" ? c.talk.thread(chat.id).task() : null}
                .ratings=${c.talk.thread(chat.id).ratings}
                .consent=${c.talk.thread(chat.id).consent}
                .promises=${c.aids.promises.ledger.of(chat.id)}
                .history=${this.upToDate(c.aids.history.finds)}
                .form=${c.lists.form}
                .used=${c.lists.chats.tags}
                .query=${c.search.query}
                .hits=${c.search.hits}
                .state=${c.search.state}
                .replies=${isMine(chat, c.me)}
              ></baton-side>`
            : nothing
        }
      </div>
      <baton-panels
        .words=${words}
        .panel=${c.door.open ? c.panel : null}
        .chat=${chat}
        .brief=${chat ? c.talk.thread(chat.id).brief : null}
        .me=${c.me}
        .colleagues=${c.lists.colleagues.all}
        .teams=${c.lists.teams}
        .form=${c.lists.form}
        .others=${c.merges.others}
        .picked=${c.aids.bulk.chats()}
        .hits=${c.aids.finder.hits}
        ?finding=${c.aids.finder.state === "busy"}
        ?leads=${admits("settings", c.door.session?.agent.role ?? "agent")}
        .shortcuts=${c.preferences.shortcuts}
        ?busy=${c.moves.busy}
      ></baton-panels>
      <baton-choices
        .words=${words}
        .panel=${c.door.open ? c.panel : null}
        .chat=${chat}
        .capacity=${c.lists.colleagues.get(c.me)?.capacity ?? 0}
      ></baton-choices>
      ${this.shelf()} ${this.palette()}
      <baton-offers
        role="region"
        aria-label=${words.t("offer.label")}
        .words=${words}
        .offers=${c.door.open ? c.lists.offers.all : []}
        ?busy=${c.moves.busy}
      ></baton-offers>
      <baton-notices .words=${words} .notices=${c.voice.notices.all}></baton-notices>
      <div class="sr" role="status" aria-live="polite">${this.announcement()}</div>
    `;
  }

  /** What was found, as it stands by now. */
  private upToDate(finds: readonly Find[]): Find[] {
    const { chats } = this.controller.lists;
    return finds.map((find) => ({
      ...find,
      conversation: chats.get(find.conversation.id) ?? find.conversation,
    }));
  }

  private shelf() {
    const { controller: c } = this;
    if (!c.door.open || c.panel !== "shelf") return nothing;
    return html`<baton-shelf
      .words=${this.words}
      .items=${c.aids.shelf.items}
      .colleagues=${c.lists.colleagues.all}
      .form=${c.lists.form}
      .teams=${c.lists.teams}
      me=${c.me}
      ?leads=${admits("settings", c.door.session?.agent.role ?? "agent")}
    ></baton-shelf>`;
  }

  private palette() {
    const { controller: c, words } = this;
    if (!c.door.open || !c.aids.palette) return nothing;
    const inserts = c.chat !== undefined && isMine(c.chat, c.me);
    return html`<baton-palette
      .words=${words}
      .entries=${entriesOf(c, words)}
      .found=${foundFor(c.aids.lookup.finds, c.aids.finder.hits, words, c.me, inserts)}
      @ask=${(event: CustomEvent<string>) => this.lookUp(event.detail)}
    ></baton-palette>`;
  }

  private lookUp(query: string): void {
    this.obey({
      do: "look_up",
      query,
      lang: this.controller.chat?.lang ?? this.words.lang,
      everywhere: true,
    });
  }

  private strip() {
    const { cutOff, door } = this.controller;
    if (!door.open || !cutOff) return nothing;
    return html`<div class="strip">
      ${icon("alert", 16)}<span>${this.words.t("link.offline")}</span>
      <button class="btn small" type="button" @click=${() => this.controller.obey({ do: "hurry" })}>
        ${this.words.t("link.now")}
      </button>
    </div>`;
  }

  private announcement(): string {
    const { announced } = this.controller.voice;
    if (!announced) return "";
    const { key, params } = announced;
    const reason = params.reason ? this.words.t(`reason.${params.reason}` as "reason.complex") : "";
    return this.words.t(key, { ...params, reason });
  }

  protected override onKey(event: KeyboardEvent): void {
    const { controller: c } = this;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK" && !c.panel) {
      event.preventDefault();
      c.obey({ do: "palette", open: !c.aids.palette });
      return;
    }
    if (c.panel || c.aids.palette || event.defaultPrevented || writing(event)) return;
    if (event.key === "Escape") {
      if (c.details) c.obey({ do: "details", open: false });
      return;
    }
    if (!c.preferences.shortcuts) return;
    const shortcut = shortcutOf(event);
    const done = shortcut && this.press(shortcut);
    if (done) event.preventDefault();
  }

  /** True when the key meant something here and now. */
  private press(shortcut: Shortcut): boolean {
    const { controller: c } = this;
    const { chat } = c;
    const mine = chat !== undefined && isMine(chat, c.me);
    const offer = c.lists.offers.all[0];
    const orders: Partial<Record<Shortcut, Command | false>> = {
      next: { do: "step", by: 1 },
      previous: { do: "step", by: -1 },
      accept: offer !== undefined && { do: "accept", id: offer.conversation.id },
      decline: offer !== undefined && { do: "decline", id: offer.conversation.id },
      claim: (chat?.owner === "queue" || chat?.owner === "bot") && { do: "claim" },
      reply: mine && { do: "compose", kind: "text" },
      note: !!chat && { do: "compose", kind: "note" },
      resolve: mine && { do: "ask", panel: "resolve" },
      snooze: mine && { do: "ask", panel: "snooze" },
      transfer: mine && { do: "ask", panel: "transfer" },
      hand_back: mine && { do: "ask", panel: "hand_back" },
      release: mine && { do: "release" },
      details: !!chat && { do: "details", open: !c.details },
      help: { do: "ask", panel: "shortcuts" },
      online: c.lists.colleagues.get(c.me)?.availability !== "online" && {
        do: "available",
        availability: "online",
      },
      go_on: { do: "next" },
      priority: !!chat && chat.owner !== "nobody" && { do: "ask", panel: "priority" },
      view_mine: { do: "view", view: "mine" },
      view_queue: { do: "view", view: "queue" },
      view_bot: { do: "view", view: "bot" },
      view_resolved: { do: "view", view: "resolved" },
      view_tickets: { do: "view", view: "tickets" },
      view_snoozed: { do: "view", view: "snoozed" },
    };
    if (shortcut === "brief") return this.threadView?.toggleBrief() ?? false;
    if (shortcut === "search") return this.search();
    if (shortcut === "find") {
      this.renderRoot.querySelector("baton-finder")?.focusSearch();
      return true;
    }
    const order = orders[shortcut];
    if (order) c.obey(order);
    return !!order;
  }

  private search(): boolean {
    if (!this.controller.chat) return false;
    this.controller.obey({ do: "details", open: true });
    void this.updateComplete.then(() => this.renderRoot.querySelector("baton-side")?.focusSearch());
    return true;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-console": ConsoleApp;
  }
}
