/** After the end: how was it, and the way to begin anew. */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "../elements/decorators.js";
import { icon, CHECK } from "../../shared/icons.js";
import type { Answers, Question, Reply } from "../../shared/wire.js";
import type { PartWords } from "../words.js";
import { ask } from "../elements/events.js";
import { base } from "../elements/styles.js";
import "./mail-copy.js";

export { grant } from "./requests.js";

const SCORES = [1, 2, 3, 4, 5] as const;
const FACES = Array.from("😞🙁😐🙂😀");

@customElement("baton-closing")
export class Closing extends LitElement {
  @property() words!: PartWords;
  /** The conversation that is to be rated. */
  @property() due = "";
  @property() rated = false;
  @property() questions: readonly Question[] = [];
  private answers: Answers = {};
  @state() private score = 0;
  private comment = "";

  override render(): TemplateResult {
    const asks = this.due && !this.rated;
    return html`<section>
      ${asks ? this.question() : this.rated ? this.thanks() : null}
      <button class=${asks ? "link" : "solid"} @click=${() => ask(this, "restart", null)}>
        ${this.words.t("new")}
      </button>
      <baton-mail-copy .words=${this.words}></baton-mail-copy>
    </section>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("due") && this.due) ask(this, "due", null);
  }

  private thanks(): TemplateResult {
    return html`<p class="thanks" role="status">${icon(CHECK, 18)}${this.words.t("csat.thanks")}</p>`;
  }

  private question(): TemplateResult {
    const { words } = this;
    return html`<form @submit=${this.submit}>
      <fieldset>
        <legend>${words.t("csat.title")}</legend>
        <div class="faces">
          ${SCORES.map(
            (score) =>
              html`<label title=${words.t(`csat.${score}`)}>
                <input
                  type="radio"
                  name="score"
                  aria-label=${words.t(`csat.${score}`)}
                  .checked=${this.score === score}
                  @change=${() => (this.score = score)}
                /><span aria-hidden="true">${FACES[score - 1]}</span>
              </label>`,
          )}
        </div>
      </fieldset>
      ${
        this.score
          ? html`${this.questions.map((asked) => this.more(asked))}
              <textarea
                aria-label=${words.t("csat.comment")}
                maxlength="2000"
                dir="auto"
                placeholder=${words.t("csat.comment")}
                @input=${(event: InputEvent) => (this.comment = (event.target as HTMLTextAreaElement).value)}
              ></textarea>
              <button class="solid">${words.t("composer.send")}</button>`
          : null
      }
    </form>`;
  }

  private more({ id, kind, text }: Question): TemplateResult {
    const { words } = this;
    const scale = kind === "scale";
    const change = ({ target }: Event): void => {
      const { value } = target as HTMLSelectElement;
      const answer: Reply = kind === "text" ? value : value && (JSON.parse(value) as Reply);
      this.answers = { ...this.answers, [id]: answer };
    };
    return html`<label
      >${text}
      ${
        kind === "text"
          ? html`<textarea maxlength="2000" dir="auto" @change=${change}></textarea>`
          : html`<select @change=${change}>
              <option></option>
              ${(scale ? SCORES : [true, false]).map(
                (value) =>
                  html`<option value=${value}>
                    ${scale ? words.number(+value) : words.t(value ? "csat.yes" : "csat.no")}
                  </option>`,
              )}
            </select>`
      }</label
    >`;
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (!this.score) return;
    const given = Object.entries(this.answers).filter(([, answer]) => answer !== "");
    ask(this, "rate", { score: this.score, comment: this.comment, answers: Object.fromEntries(given) });
  }

  static override styles = [
    base,
    css`
      section {
        display: grid;
        justify-items: center;
        gap: var(--s-4);
        margin-block: var(--s-2) var(--s-4);
        padding: var(--s-4);
        border: 1px solid var(--line);
        border-radius: var(--r-3);
        text-align: center;
      }
      form {
        display: grid;
        justify-items: center;
        gap: var(--s-3);
        inline-size: 100%;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 var(--s-2);
        font-weight: var(--weight-bold);
      }
      .faces {
        display: flex;
      }
      .faces label {
        position: relative;
        cursor: pointer;
      }
      input {
        position: absolute;
        inset: 0;
        opacity: 0;
      }
      .faces span {
        display: grid;
        place-items: center;
        inline-size: 46px;
        block-size: 46px;
        border-radius: var(--r-full);
        font-size: 26px;
        filter: grayscale(0.6);
      }
      .faces span:hover,
      input:checked + span {
        background: var(--accent-soft);
        filter: none;
      }
      input:checked + span {
        box-shadow: inset 0 0 0 2px var(--accent);
      }
      input:focus-visible + span {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      :placeholder-shown {
        direction: inherit;
      }
      textarea,
      select {
        inline-size: 100%;
        padding: 10px 12px;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-2);
        background: var(--surface);
        color: inherit;
        font: inherit;
      }
      baton-mail-copy {
        inline-size: 100%;
        font-size: var(--text-sm);
      }
      .thanks {
        display: flex;
        align-items: center;
        gap: var(--s-2);
        margin: 0;
        color: var(--good);
      }
    `,
  ];
}
