/** Asks the index as a customer would, and shows what the bot would make of it. */
import { html, LitElement, nothing, svg } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { plainText } from "../../shared/plain-text.js";
import { icon, type IconName } from "../../rooms/icons.js";
import { dirOf, LANGS } from "../../shared/i18n.js";
import { command } from "../commands.js";
import { placeOf, shares, type Asking, type Decision, type Found, type Hit } from "../models/asking.js";
import type { Draft } from "../models/draft.js";
import type { EditorWords } from "../words.js";
import { langName, percent, score } from "./text.js";
import { styles } from "./ask-box.styles.js";

const KINDS = ["score", "dense", "lexical"] as const;
const LOOKS: Record<Decision, { look: string; icon: IconName }> = {
  answer: { look: "good", icon: "check" },
  clarify: { look: "warn", icon: "info" },
  hand_over: { look: "bad", icon: "user" },
};

@customElement("baton-ask")
export class AskBox extends LitElement {
  @property({ attribute: false }) words!: EditorWords;
  @property({ attribute: false }) asking!: Asking;
  @property({ attribute: false }) draft: Draft | null = null;
  @property({ attribute: false }) fallbackLang = "en";
  @query("#question") private readonly field!: HTMLTextAreaElement;
  @query("#lang") private readonly langField!: HTMLSelectElement;

  static override styles = [base, styles];

  override render() {
    const { words, asking } = this;
    return html`<aside class="scroll" aria-label=${words.t("ask.label")}>
      <h2>
        ${icon("bot")}${words.t("ask.label")}<span class="grow"></span>
        <button
          class="btn bare square close"
          type="button"
          aria-label=${words.t("room.close")}
          @click=${() => command(this, { do: "pane", pane: "write" })}
        >
          ${icon("close")}
        </button>
      </h2>
      <p class="tell">${words.t("ask.hint")}</p>
      ${this.form()}
      <div aria-live="polite" aria-busy=${asking.state === "busy"}>
        ${asking.state === "failed" ? html`<p class="tell">${words.t("ask.failed")}</p>` : nothing}
        ${asking.found ? this.found(asking.found) : nothing}
      </div>
    </aside>`;
  }

  private form() {
    const { words } = this;
    const lang = this.asking.lang || (this.draft?.fields.lang ?? this.fallbackLang);
    return html`<form @submit=${this.onAsk}>
      <textarea
        class="input"
        id="question"
        rows="2"
        dir="auto"
        maxlength="1000"
        aria-label=${words.t("ask.question")}
        placeholder=${words.t("ask.question.placeholder")}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          this.ask();
        }}
      ></textarea>
      <div class="foot">
        <select class="input small" id="lang" aria-label=${words.t("ask.lang")}>
          ${LANGS.map(
            (one) => html`<option value=${one} ?selected=${one === lang}>${langName(words, one)}</option>`,
          )}
        </select>
        <button class="btn main" ?disabled=${this.asking.state === "busy"}>
          ${words.t(this.asking.state === "busy" ? "ask.busy" : "ask.submit")}
        </button>
      </div>
    </form>`;
  }

  private found({ hits, probability, decision }: Found) {
    const { words } = this;
    const { look, icon: name } = LOOKS[decision];
    const widths = KINDS.map((kind) => shares(hits, kind));
    return html`<div class=${this.asking.state === "busy" ? "busy" : ""}>
      <div class="verdict ${look}">
        <h3>${icon(name)}${words.t(`ask.${decision}`)}</h3>
        <p>${words.t(`ask.${decision}.hint`)}</p>
        <div class="chance">
          <span>${words.t("ask.probability")}</span>${meter(probability)}
          <strong class="num">${percent(words, probability)}</strong>
        </div>
      </div>
      ${this.place(hits)} ${hits.length === 0 ? html`<p class="tell">${words.t("ask.none")}</p>` : nothing}
      <ol>
        ${hits.map(
          (hit, index) =>
            html`<li>
              ${this.hit(
                hit,
                index,
                widths.map((width) => width[index] ?? 0),
              )}
            </li>`,
        )}
      </ol>
    </div>`;
  }

  /** Where the article in the form stands, and what would help it. */
  private place(hits: readonly Hit[]) {
    const { words, draft } = this;
    if (!draft) return nothing;
    const place = placeOf(hits, draft.id);
    const live = draft.base?.status === "published";
    const text = !live
      ? words.t("ask.unpublished")
      : place === 1
        ? words.t("ask.first")
        : place > 1
          ? words.t("ask.place", { place })
          : words.t("ask.absent");
    const { question, state } = this.asking;
    const known = draft.fields.phrasings.includes(question);
    return html`
      <p class="place ${live && place === 1 ? "first" : ""}">
        ${icon(live && place === 1 ? "check" : "info", 16)}
        <span
          >${text}${live && draft.dirty ? html` <span class="quiet">${words.t("ask.unsaved")}</span>` : nothing}</span
        >
      </p>
      ${
        state === "done" && place !== 1
          ? html`<button
              class="btn small add"
              type="button"
              ?disabled=${known}
              @click=${() =>
                command(this, { do: "write", fields: { phrasings: [...draft.fields.phrasings, question] } })}
            >
              ${icon(known ? "check" : "plus", 14)}${words.t(known ? "ask.added" : "ask.add")}
            </button>`
          : nothing
      }
    `;
  }

  private hit(hit: Hit, index: number, widths: readonly number[]) {
    const { words } = this;
    const dir = dirOf(hit.lang);
    const here = hit.article_id === this.draft?.id;
    return html`<article class="hit ${here ? "this" : ""}">
      <header>
        <span class="rank num">${words.number(index + 1)}</span>
        <button
          type="button"
          class="grow"
          dir=${dir}
          lang=${hit.lang}
          aria-label=${words.t("ask.open", { title: hit.title })}
          @click=${() => command(this, { do: "open", id: hit.article_id })}
        >
          ${hit.title}
        </button>
        ${
          here
            ? html`<span class="chip accent">${words.t("ask.this")}</span>`
            : html`<span class="chip lined">${langName(words, hit.lang)}</span>`
        }
      </header>
      <p class="passage" dir=${dir} lang=${hit.lang}>
        ${hit.heading ? html`<strong>${hit.heading}</strong> · ` : nothing}${plainText(hit.passage)}
      </p>
      <dl>
        ${KINDS.map(
          (kind, at) =>
            html`<dt>${words.t(`ask.${kind}`)}</dt>
              <dd>${meter(widths[at] ?? 0, kind)}<span class="num">${score(words, hit[kind])}</span></dd>`,
        )}
      </dl>
    </article>`;
  }

  private ask(): void {
    command(this, { do: "ask", question: this.field.value, lang: this.langField.value });
  }

  private readonly onAsk = (event: Event): void => {
    event.preventDefault();
    this.ask();
  };
}

/** A bar in SVG attributes: the page's policy allows no style in the markup. */
function meter(share: number, look = "") {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return html`<svg class="meter ${look}" preserveAspectRatio="none" viewBox="0 0 100 6" aria-hidden="true">
    ${svg`<rect width=${width} height="6" rx="1" />`}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-ask": AskBox;
  }
}
