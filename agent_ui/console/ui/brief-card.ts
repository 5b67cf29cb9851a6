/** The brief: why a person is needed and what is known. Every line is a link to its message. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon, type IconName } from "../../rooms/icons.js";
import { dirOf } from "../../shared/i18n.js";
import { command } from "../commands.js";
import { briefLines, type BriefLines, type Signal, type WireBrief } from "../models/brief.js";
import { isHeated } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";
import "./mood-line.js";
import { named, percent } from "./text.js";

const OUTCOME_LOOKS: Readonly<Record<string, string | undefined>> = {
  helped: "good",
  rejected: "bad",
  not_answered: "",
};

/** Fires `toggle-brief`. */
@customElement("baton-brief")
export class BriefCard extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) brief!: WireBrief;
  @property({ type: Boolean, reflect: true }) open = false;
  @property({ attribute: false }) canInsert = false;

  static override styles = [
    base,
    css`
      :host {
        container-type: inline-size;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      .head {
        display: flex;
        align-items: center;
        gap: 10px;
        width: 100%;
        min-height: 40px;
        padding: 4px 16px;
        border: 0;
        background: none;
        text-align: start;
      }
      .head:hover {
        background: var(--surface-2);
      }
      .head:focus-visible {
        outline-offset: -3px;
      }
      .title {
        font-size: var(--text-sm);
        font-weight: var(--weight-bold);
      }
      .head .gist {
        color: var(--text-2);
        font-size: var(--text-sm);
      }
      .head .icon-chevron {
        color: var(--text-3);
        transition: transform var(--fast);
      }
      :host([open]) .head .icon-chevron {
        transform: rotate(180deg);
      }
      .body {
        display: grid;
        gap: 10px;
        max-height: min(44vh, 400px);
        padding: 2px 16px 14px;
      }
      .body[hidden] {
        display: none;
      }
      .top {
        display: flex;
        align-items: flex-start;
        gap: 20px;
      }
      .goal {
        flex: 1;
        min-width: 0;
      }
      q:lang(en) {
        quotes: "“" "”";
      }
      q:lang(fa) {
        quotes: "«" "»";
      }
      q:lang(pl) {
        quotes: "„" "”";
      }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
        gap: 10px 20px;
      }
      h2 {
        display: flex;
        align-items: center;
        gap: 6px;
        margin-bottom: 4px;
        color: var(--text-3);
        font-size: var(--text-xs);
        font-weight: var(--weight-medium);
      }
      .go {
        display: flex;
        align-items: baseline;
        gap: 8px;
        width: calc(100% + 12px);
        min-height: 26px;
        margin: 0 -6px;
        padding: 3px 6px;
        border: 0;
        border-radius: var(--r-1);
        background: none;
        font-size: var(--text-sm);
        line-height: 1.45;
        text-align: start;
      }
      .go:hover {
        background: var(--accent-soft);
      }
      .go .what {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .go .where {
        flex: none;
        color: var(--text-3);
        font-size: 0.6875rem;
      }
      .go:hover .where,
      .go:focus-visible .where {
        color: var(--accent-text);
      }
      .go .label {
        color: var(--text-3);
      }
      .goal .go {
        font-size: var(--text-md);
      }
      .goal .what {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        overflow: hidden;
        unicode-bidi: plaintext;
      }
      :host(:dir(ltr)) .goal .what {
        text-align: left;
      }
      :host(:dir(rtl)) .goal .what {
        text-align: right;
      }
      .value {
        font-weight: var(--weight-medium);
        unicode-bidi: isolate;
      }
      .signals {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
      }
      .signals .go {
        width: auto;
      }
      .suggestions {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .suggestions .btn {
        max-width: 100%;
        min-height: 32px;
        border-radius: var(--r-3);
        white-space: normal;
        text-align: start;
        font-weight: 400;
        unicode-bidi: plaintext;
      }
      .suggestions .btn .icon {
        color: var(--accent-text);
      }
      @container (max-width: 520px) {
        .top {
          display: grid;
          gap: 10px;
        }
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @media (max-height: 640px) {
        .body {
          max-height: 34vh;
        }
      }
    `,
  ];

  override render() {
    const { words } = this;
    const lines = briefLines(this.brief);
    return html`<section aria-label=${words.t("brief.label")}>
      <button
        class="head"
        type="button"
        aria-expanded=${this.open}
        aria-controls="body"
        title=${words.t(this.open ? "brief.hide" : "brief.show")}
        @click=${() => this.dispatchEvent(new CustomEvent("toggle-brief"))}
      >
        <span class="title">${words.t("brief")}</span>
        ${
          lines.reason
            ? html`<span class="chip ${isHeated(lines.reason.reason) ? "bad" : "accent"}"
                >${words.t(`reason.${lines.reason.reason}`)}</span
              >`
            : nothing
        }
        <span class="gist clip grow"><bdi>${this.open ? "" : (lines.goal?.text ?? "")}</bdi></span>
        ${icon("chevron", 16)}
      </button>
      <div id="body" class="body scroll" ?hidden=${!this.open}>${this.open ? this.body(lines) : nothing}</div>
    </section>`;
  }

  private body(lines: BriefLines) {
    const { words } = this;
    return html`
      <div class="top">
        ${
          lines.goal
            ? html`<div class="goal">
                ${this.heading("quote", words.t("brief.goal"))}
                ${this.line(lines.goal.seq, html`<q lang=${lines.language ?? nothing} dir=${this.goalDir()}>${lines.goal.text}</q>`)}
              </div>`
            : nothing
        }
        ${
          lines.mood.length > 0
            ? html`<div>
                ${this.heading("pulse", words.t("brief.mood"))}
                <baton-mood .words=${words} .mood=${lines.mood}></baton-mood>
              </div>`
            : nothing
        }
      </div>
      <div class="columns">
        ${this.group("info", words.t("brief.facts"), lines.facts, ({ name, value, seq }) =>
          this.line(
            seq,
            html`<span class="label">${named(words, "fact", name)}</span>
              <span class="value">${value}</span>`,
          ),
        )}
        ${this.group("book", words.t("brief.articles"), lines.articles, ({ title, seq, outcome }) =>
          this.line(
            seq,
            html`<span dir="auto">${title}</span>
              <span class="chip ${OUTCOME_LOOKS[outcome] ?? ""}">${this.outcome(outcome)}</span>`,
          ),
        )}
        ${this.group("quote", words.t("brief.evidence"), lines.evidence, ({ text, seq }) =>
          this.line(seq, html`<q lang=${lines.language ?? nothing} dir="auto">${text}</q>`),
        )}
        ${this.group("check", words.t("brief.promises"), lines.promises, ({ text, seq }) =>
          this.line(seq, html`<span dir="auto">${text}</span>`),
        )}
      </div>
      ${this.group(
        "flag",
        words.t("brief.signals"),
        lines.signals,
        (signal) => this.line(signal.seq, this.signal(signal)),
        "signals",
      )}
      ${
        lines.suggestions.length > 0
          ? html`<div>
              ${this.heading("spark", words.t("brief.suggestions"))}
              <div class="suggestions">${lines.suggestions.map((text) => this.suggestion(text))}</div>
            </div>`
          : nothing
      }
    `;
  }

  private goalDir() {
    return dirOf(this.brief.language);
  }

  private heading(name: IconName, text: string) {
    return html`<h2>${icon(name, 13)}${text}</h2>`;
  }

  private group<T>(
    name: IconName,
    title: string,
    items: readonly T[],
    draw: (item: T) => TemplateResult,
    look = "",
  ) {
    if (items.length === 0) return nothing;
    return html`<div>
      ${this.heading(name, title)}
      <ul class=${look}>
        ${items.map((item) => html`<li>${draw(item)}</li>`)}
      </ul>
    </div>`;
  }

  private line(seq: number | null, what: TemplateResult) {
    if (!seq) return html`<div class="go"><span class="what">${what}</span></div>`;
    const go = this.words.t("brief.go", { seq });
    return html`<button
      class="go"
      type="button"
      title=${go}
      data-seq=${seq}
      @click=${() => command(this, { do: "point", seq })}
    >
      <span class="what">${what}</span>
      <span class="where num" aria-hidden="true">#${this.words.number(seq)}</span>
      <span class="sr">${go}</span>
    </button>`;
  }

  private signal({ name, value }: Signal) {
    const { words } = this;
    return html`<span class="label">${named(words, "signal", name)}</span>
      ${value === null ? nothing : html`<span class="value">${this.signalValue(name, value)}</span>`}`;
  }

  private signalValue(name: string, value: number | string): string {
    const { words } = this;
    if (typeof value === "string") return named(words, "topic", value);
    return SHARES.has(name) ? percent(words, value) : words.number(value);
  }

  private outcome(outcome: string): string {
    const { words } = this;
    return outcome === "helped" || outcome === "rejected" || outcome === "not_answered"
      ? words.t(`outcome.${outcome}`)
      : outcome;
  }

  private suggestion(text: string) {
    return html`<button
      class="btn"
      type="button"
      ?disabled=${!this.canInsert}
      aria-label=${this.words.t("brief.insert", { text })}
      @click=${() => command(this, { do: "insert", text })}
    >
      ${icon("plus", 14)}<span dir="auto">${text}</span>
    </button>`;
  }
}

/** Signals that are shares of one; the others are counted. */
const SHARES = new Set(["anger", "anger_before", "distress", "probability"]);

declare global {
  interface HTMLElementTagNameMap {
    "baton-brief": BriefCard;
  }
}
