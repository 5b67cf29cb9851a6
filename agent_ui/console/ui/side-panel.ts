/** The right pane: who the customer is, what is known, and the articles to answer from. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { base } from "../../rooms/base.js";
import { face } from "../../rooms/face.js";
import { icon } from "../../rooms/icons.js";
import type { FileDesk } from "../../shared/files/desk.js";
import "../../shared/files/file-card.js";
import { command } from "../commands.js";
import type { GivenConsent, Rating } from "../calls.js";
import type { Find } from "../finding.js";
import type { ArticleHit } from "../models/article-search.js";
import { briefLines, type WireBrief } from "../models/brief.js";
import {
  nameOf,
  tailOf,
  USUAL_FORM,
  type AgentMessage,
  type Chat,
  type ClosingForm,
} from "../models/chat.js";
import type { WirePromise } from "../models/promises.js";
import type { Task } from "../models/task.js";
import { deviceOf, pagesOf } from "../models/visit.js";
import type { ConsoleWords } from "../words.js";
import { articleHit } from "./article-hit.js";
import { customer, langName, named, stateText, ticketText } from "./text.js";
import "./promise-list.js";
import "./tag-list.js";
import { styles } from "./side-panel.styles.js";
import { TypingPause } from "./typing-pause.js";
import { deviceText, pageSection } from "./visit-rows.js";

@customElement("baton-side")
export class SidePanel extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) brief: WireBrief | null = null;
  /** What the bot is to do here. */
  @property({ attribute: false }) task: Task | null = null;
  @property({ attribute: false }) messages: readonly AgentMessage[] = [];
  @property({ attribute: false }) files: FileDesk | null = null;
  @property({ attribute: false }) ratings: readonly Rating[] = [];
  @property({ attribute: false }) consent: GivenConsent | null = null;
  @property({ attribute: false }) promises: readonly WirePromise[] = [];
  /** The other conversations of this customer. */
  @property({ attribute: false }) history: readonly Find[] = [];
  @property({ attribute: false }) form: ClosingForm = USUAL_FORM;
  /** Tags of the conversations at hand. */
  @property({ attribute: false }) used: readonly string[] = [];
  @property({ attribute: false }) query = "";
  @property({ attribute: false }) hits: readonly ArticleHit[] = [];
  @property({ attribute: false }) state: "idle" | "busy" | "done" | "failed" = "idle";
  /** May the agent reply here, so that inserting makes sense? */
  @property({ attribute: false }) replies = false;
  @query("#search") private readonly field!: HTMLInputElement;
  private readonly typing = new TypingPause(this, 300);

  static override styles = [base, styles];

  override render() {
    const { words } = this;
    return html`<aside class="scroll" aria-label=${words.t("side.label")}>
      <section>
        <h2>
          ${words.t("side.customer")}
          <button
            class="btn bare square close"
            type="button"
            aria-label=${words.t("room.close")}
            @click=${() => command(this, { do: "details", open: false })}
          >
            ${icon("close")}
          </button>
        </h2>
        ${this.person()}
      </section>
      <section>
        <h2>${words.t("side.tags")}</h2>
        ${keyed(
          this.chat.id,
          html`<baton-tags
            .words=${words}
            .tags=${this.chat.tags}
            .form=${this.form}
            .used=${this.used}
          ></baton-tags>`,
        )}
      </section>
      ${pageSection(this, words, pagesOf(this.messages))} ${this.sent()} ${this.past()}
      <section>
        <h2>${words.t("promise.title")}</h2>
        <baton-promises .words=${words} .promises=${this.promises} ?adds=${this.replies}></baton-promises>
      </section>
      <section>
        <h2>${words.t("side.articles")}</h2>
        ${this.search()}
      </section>
    </aside>`;
  }

  focusSearch(): void {
    this.field.focus();
    this.field.select();
  }

  /** The files of this conversation, the latest first. */
  private sent() {
    const files = this.messages.flatMap(({ payload, seq }) =>
      (payload?.attachments ?? []).map((file) => ({ file, seq })),
    );
    if (files.length === 0) return nothing;
    const { words } = this;
    return html`<section>
      <h2>${words.t("side.files")}</h2>
      <ul class="files">
        ${files.reverse().map(
          ({ file, seq }) =>
            html`<li>
              <baton-file .file=${file} .desk=${this.files} .reader=${words.lang}></baton-file>
              <button
                type="button"
                title=${words.t("brief.go", { seq })}
                aria-label=${words.t("brief.go", { seq })}
                @click=${() => command(this, { do: "point", seq })}
              >
                #${words.number(seq)}
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private person() {
    const { words, chat } = this;
    const facts = this.brief ? briefLines(this.brief).facts.filter(({ name }) => name !== "page") : [];
    const csat = typeof chat.csat === "number" ? chat.csat : chat.csat?.score;
    const rows: [string, unknown][] = [
      [words.t("side.language"), langName(words, chat.lang)],
      [words.t("side.began"), `${words.day(chat.opened_at, new Date())} ${words.time(chat.opened_at)}`],
      [words.t("side.priority"), words.t(`priority.${chat.priority}`)],
    ];
    if (chat.visitor?.tier) rows.push([words.t("side.tier"), html`<bdi>${chat.visitor.tier}</bdi>`]);
    const device = deviceOf(this.messages);
    if (device) rows.push([words.t("side.device"), html`<bdi>${deviceText(words, device)}</bdi>`]);
    if (this.task) rows.push([words.t("task.row"), this.taskRow(this.task)]);
    if (this.consent) rows.push([words.t("side.consent"), this.agreed(this.consent)]);
    if (chat.ticket)
      rows.push([
        words.t("side.ticket"),
        html`${ticketText(words, chat.ticket)}<br /><span
            class=${chat.ticket.mail === "failed" ? "bad" : "quiet"}
            >${words.t(`ticket.mail.${chat.ticket.mail}`)}</span
          >`,
      ]);
    if (csat) rows.push([words.t("side.csat"), words.t("side.csat.value", { score: csat })]);
    for (const { comment, answers } of this.ratings) {
      if (comment) rows.push([words.t("side.csat.comment"), html`<q dir="auto">${comment}</q>`]);
      for (const { question, answer } of answers)
        rows.push([question, html`<bdi>${this.said(answer)}</bdi>`]);
    }
    for (const { name, value, seq } of facts)
      rows.push([
        named(words, "fact", name),
        html`<button
          type="button"
          title=${words.t("brief.go", { seq })}
          @click=${() => command(this, { do: "point", seq })}
        >
          <bdi>${value}</bdi>
        </button>`,
      ]);
    return html`
      <div class="who">
        ${face(chat.visitor?.id ?? chat.id, nameOf(chat))}
        <div class="grow">
          <strong class="clip"><bdi>${customer(words, chat)}</bdi></strong>
          ${this.address(chat)}
        </div>
        ${this.standing()}
      </div>
      <dl>
        ${rows.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
    `;
  }

  /** By what else they are known; a customer without a name is called by the end of their id already. */
  private address(chat: Chat) {
    const known = chat.visitor?.email ?? (nameOf(chat) ? tailOf(chat) : null);
    return known ? html`<span class="quiet clip"><bdi>${known}</bdi></span>` : nothing;
  }

  private agreed({ text, lang, at }: GivenConsent) {
    const { words } = this;
    return html`<q lang=${lang} dir="auto">${text}</q><br /><span class="quiet"
        >${words.day(at, new Date())} ${words.time(at)}</span
      >`;
  }

  private taskRow({ text, seq, state }: Task) {
    const { words } = this;
    return html`<button
        type="button"
        title=${words.t("brief.go", { seq })}
        @click=${() => command(this, { do: "point", seq })}
      >
        <bdi>${text}</bdi></button
      ><br /><span class="quiet">${words.t(`task.${state}`)}</span>`;
  }

  private said(answer: boolean | number | string): string {
    const { words } = this;
    if (typeof answer === "boolean") return words.t(answer ? "side.csat.yes" : "side.csat.no");
    return typeof answer === "number" ? words.t("side.csat.value", { score: answer }) : answer;
  }

  /** Whether the host site vouches for them, or they are refused. */
  private standing() {
    const { words, chat } = this;
    if (chat.visitor?.blocked) return html`<span class="chip bad">${words.t("side.blocked")}</span>`;
    return chat.visitor?.known
      ? html`<span class="chip good" title=${words.t("side.known.hint")}
          >${icon("check", 12)}${words.t("side.known")}</span
        >`
      : html`<span class="chip lined" title=${words.t("side.unknown.hint")}
          >${words.t("side.unknown")}</span
        >`;
  }

  /** What this customer came with before. */
  private past() {
    const { words, chat } = this;
    const others = this.history.filter(({ conversation }) => conversation.id !== chat.id);
    if (others.length === 0) return nothing;
    return html`<section>
      <h2>${words.t("side.history")}</h2>
      <ul class="past">
        ${others.slice(0, 5).map(
          ({ conversation: one }) =>
            html`<li>
              <button type="button" @click=${() => command(this, { do: "jump", id: one.id, seq: null })}>
                <span class="num">${words.day(one.opened_at, new Date())}</span>
                <span class="clip" dir="auto">${one.goal ?? one.last_text ?? ""}</span>
                <span class="quiet clip">${stateText(words, one, "")}</span>
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private search() {
    const { words, state } = this;
    return html`
      <div class="search">
        ${icon("search", 16)}
        <input
          class="input"
          id="search"
          type="search"
          dir="auto"
          autocomplete="off"
          aria-label=${words.t("side.search")}
          placeholder=${words.t("side.search")}
          .value=${this.query}
          @input=${this.onInput}
          @keydown=${this.onKey}
        />
      </div>
      <div aria-live="polite">
        ${state === "busy" ? html`<p class="tell">${words.t("side.search.busy")}</p>` : nothing}
        ${state === "failed" ? html`<p class="tell">${words.t("side.search.failed")}</p>` : nothing}
        ${state === "idle" ? html`<p class="tell">${words.t("side.search.hint")}</p>` : nothing}
        ${
          state === "done" && this.hits.length === 0
            ? html`<p class="tell">${words.t("side.search.none", { query: this.query })}</p>`
            : nothing
        }
      </div>
      <ul>
        ${this.hits.map((hit) => html`<li>${articleHit(this, words, hit, this.chat.lang, this.replies)}</li>`)}
      </ul>
    `;
  }

  private ask(): void {
    command(this, { do: "search", query: this.field.value, lang: this.chat.lang });
  }

  private readonly onInput = (): void => {
    this.typing.after(() => this.ask());
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    this.typing.cancel();
    this.ask();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-side": SidePanel;
  }
}
