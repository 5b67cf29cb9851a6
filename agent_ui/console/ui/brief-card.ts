/** The brief: why a person is needed and what is known. Every line is a link to its message. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon, type IconName } from "../../rooms/icons.js";
import { topic } from "../../rooms/terms.js";
import { dirOf } from "../../shared/i18n.js";
import { unmarked } from "../../shared/plain-text.js";
import { command } from "../commands.js";
import { briefLines, type BriefLines, type Signal, type WireBrief } from "../models/brief.js";
import { isHeated } from "../models/chat.js";
import type { TaskState } from "../models/task.js";
import type { ConsoleWords } from "../words.js";
import "./mood-line.js";
import { named, percent } from "./text.js";
import { styles } from "./brief-card.styles.js";

const OUTCOME_LOOKS: Readonly<Record<string, string | undefined>> = {
  helped: "good",
  rejected: "bad",
  not_answered: "",
};

const TASK_LOOKS: Readonly<Record<TaskState, string>> = {
  running: "",
  shown: "",
  asked: "",
  helped: "good",
  rejected: "bad",
  not_done: "warn",
};

/** Fires `toggle-brief`. */
@customElement("baton-brief")
export class BriefCard extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) brief!: WireBrief;
  @property({ type: Boolean, reflect: true }) open = false;
  @property({ attribute: false }) canInsert = false;

  static override styles = [base, styles];

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
          lines.saidLast
            ? html`<div class="goal">
                ${this.heading("quote", words.t("brief.said_last"))}
                ${this.line(lines.saidLast.seq, html`<q lang=${lines.language ?? nothing} dir="auto">${lines.saidLast.text}</q>`)}
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
      ${
        lines.callBack
          ? html`<div>
              ${this.heading("flag", words.t("brief.call_back"))}
              ${this.line(lines.callBack.seq, html`<bdi class="value" dir="ltr">${lines.callBack.text}</bdi>`)}
            </div>`
          : nothing
      }
      ${lines.task ? this.task(lines.task) : nothing}
      <div class="columns">
        ${this.group("info", words.t("brief.facts"), lines.facts, ({ name, value, seq }) =>
          this.line(
            seq,
            html`<span class="label">${named(words, "fact", name)}</span> <bdi class="value">${value}</bdi>`,
          ),
        )}
        ${this.group("link", words.t("brief.files"), lines.files, ({ name, seq }) =>
          this.line(seq, html`<bdi class="value">${name}</bdi>`),
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
          this.line(seq, html`<span dir="auto">${unmarked(text)}</span>`),
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

  private task({ text, seq, by, outcome }: NonNullable<BriefLines["task"]>) {
    const { words } = this;
    return html`<div>
      ${this.heading("bot", words.t("brief.task", { name: by }))}
      ${this.line(
        seq,
        html`<span dir="auto">${text}</span>
          <span class="chip ${TASK_LOOKS[outcome]}">${words.t(`task.${outcome}`)}</span>`,
      )}
    </div>`;
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
    if (typeof value === "string") return topic(words, value);
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
const SHARES = new Set(["anger", "anger_before", "distress", "probability", "complexity"]);

declare global {
  interface HTMLElementTagNameMap {
    "baton-brief": BriefCard;
  }
}
