/** "Canned replies": the prepared texts of the desk and one's own, and the macros by name. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { icon } from "../../rooms/icons.js";
import { LANG_NAMES, LANGS } from "../../shared/i18n.js";
import { command } from "../commands.js";
import type { RepliesAsk, RepliesKeeper } from "../keepers/replies.js";
import type { Kept } from "../models/replies.js";
import type { SettingsWords } from "../words.js";
import { editing as look } from "./editing.styles.js";
import { form } from "./form.styles.js";
import { list } from "./list.styles.js";
import "./reply-dialog.js";
import { section } from "./section.styles.js";

@customElement("baton-replies")
export class RepliesSection extends LitElement {
  @property({ attribute: false }) words!: SettingsWords;
  @property({ attribute: false }) keeper!: RepliesKeeper;
  /** Moves with every change inside the keeper. */
  @property({ attribute: false }) version = 0;
  @property({ type: Boolean }) busy = false;

  static override styles = [base, section, form, list, look];

  override render() {
    const { words, keeper, version } = this;
    if (!keeper.known) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.replies")}</h1>
      <p class="lead">${words.t("replies.lead")}</p>
      <div class="bar">
        <input
          class="input"
          type="search"
          placeholder=${words.t("replies.search")}
          aria-label=${words.t("replies.search")}
          .value=${keeper.query}
          @input=${(event: Event) => this.ask({ on: "search", query: (event.target as HTMLInputElement).value })}
        />
        <button class="btn main" type="button" @click=${() => this.ask({ on: "add" })}>
          ${icon("plus", 16)}${words.t("replies.add")}
        </button>
      </div>
      ${this.items("canned_reply")} ${this.items("macro")}
      <baton-reply .words=${words} .keeper=${keeper} .version=${version} ?busy=${this.busy}></baton-reply>
      ${this.removing()}
    `;
  }

  focusHeading(): void {
    this.renderRoot.querySelector("h1")?.focus();
  }

  private items(kind: Kept["kind"]) {
    const { words, keeper } = this;
    const items = keeper.shown(kind);
    return html`<section aria-labelledby=${kind}>
      <h2 id=${kind}>${words.t(`replies.${kind}`)}</h2>
      <p class="hint">${words.t(`replies.${kind}.hint`)}</p>
      <ul class="rows">
        ${items.map((item) => this.row(item))}
      </ul>
      ${items.length === 0 ? html`<p class="hint">${words.t("list.nothing")}</p>` : nothing}
    </section>`;
  }

  private row(item: Kept) {
    const { words } = this;
    const { id, name } = item;
    return html`<li>
      <div class="who">
        <b><bdi>${name}</bdi></b>
        <small><bdi>${this.gist(item)}</bdi></small>
      </div>
      <div class="tags">
        ${this.langs(item).map((lang) => html`<span class="chip lined">${LANG_NAMES[lang]}</span>`)}
        <span class="chip ${item.shared ? "accent" : ""}"
          >${words.t(item.shared ? "replies.everybody" : "replies.own")}</span
        >
      </div>
      <div class="deeds">
        ${
          item.kind === "canned_reply"
            ? html`<button
                class="btn small"
                type="button"
                aria-label=${words.t("people.edit.who", { name })}
                @click=${() => this.ask({ on: "edit", id })}
              >
                ${icon("pen", 15)}${words.t("list.edit")}
              </button>`
            : nothing
        }
        <button
          class="btn small square bare"
          type="button"
          aria-label=${words.t("groups.remove.what", { name })}
          @click=${() => this.ask({ on: "remove", id })}
        >
          ${icon("trash", 15)}
        </button>
      </div>
    </li>`;
  }

  private removing() {
    const { words, keeper } = this;
    const { removing } = keeper;
    if (!removing) return nothing;
    const answer = (yes: boolean) => () => this.ask({ on: "answer", yes });
    return html`<room-dialog
      heading=${words.t("groups.remove.what", { name: removing.name })}
      closeLabel=${words.t("room.close")}
      @leave=${answer(false)}
    >
      <p>${words.t(removing.shared ? "replies.remove.shared" : "replies.remove.own")}</p>
      <br />
      <div class="actions">
        <button class="btn bare" type="button" @click=${answer(false)}>${words.t("room.cancel")}</button>
        <button class="btn main bad" type="button" @click=${answer(true)}>${words.t("groups.remove")}</button>
      </div>
    </room-dialog>`;
  }

  private gist(item: Kept): string {
    if (item.kind === "macro") return this.words.n("replies.steps", item.content.steps.length);
    return `/${item.content.shortcut}`;
  }

  private langs(item: Kept) {
    return item.kind === "canned_reply" ? LANGS.filter((lang) => item.content.texts[lang]) : [];
  }

  private ask(ask: RepliesAsk): void {
    command(this, { do: "keep", what: "replies", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-replies": RepliesSection;
  }
}
