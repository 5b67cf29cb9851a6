/** What the open conversation is about: its tags, each with a way to take it off, and a field for more. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { command } from "../commands.js";
import { USUAL_FORM, type ClosingForm } from "../models/chat.js";
import { tagOffers, tagsMeant } from "../models/tags.js";
import type { ConsoleWords } from "../words.js";

@customElement("baton-tags")
export class TagList extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) tags: readonly string[] = [];
  @property({ attribute: false }) form: ClosingForm = USUAL_FORM;
  /** Tags of other conversations, for desks that have set none. */
  @property({ attribute: false }) used: readonly string[] = [];
  @state() private adding = false;
  @state() private typed = "";
  @state() private strange = false;
  @query("input") private readonly field!: HTMLInputElement | null;
  @query(".more") private readonly more!: HTMLButtonElement | null;

  static override styles = [
    base,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
      }
      .chip {
        min-height: 26px;
        white-space: normal;
        overflow-wrap: anywhere;
      }
      .chip button {
        display: grid;
        place-items: center;
        width: 24px;
        height: 24px;
        margin-inline-end: -6px;
        padding: 0;
        border: 0;
        border-radius: var(--r-full);
        background: none;
        color: inherit;
      }
      .chip button:hover {
        background: var(--surface-3);
      }
      form {
        display: grid;
        gap: 8px;
        margin-top: 8px;
      }
      .line {
        display: flex;
        gap: 6px;
      }
      .line .input {
        flex: 1 1 auto;
        min-width: 0;
      }
      .tell {
        color: var(--bad);
        font-size: var(--text-xs);
      }
    `,
  ];

  override render() {
    const { words } = this;
    return html`
      <ul aria-label=${words.t("side.tags")}>
        ${repeat(
          this.tags,
          (tag) => tag,
          (tag) => html`<li>${this.chip(tag)}</li>`,
        )}
        ${
          this.adding
            ? nothing
            : html`<li>
                <button class="btn small more" type="button" @click=${this.open}>
                  ${icon("plus", 14)}${words.t("tags.add")}
                </button>
              </li>`
        }
      </ul>
      ${this.adding ? this.adder() : nothing}
    `;
  }

  private chip(tag: string) {
    const label = this.words.t("tags.remove", { tag });
    return html`<span class="chip">
      <bdi>${tag}</bdi>
      <button type="button" aria-label=${label} title=${label} @click=${() => this.takeOff(tag)}>
        ${icon("close", 12)}
      </button>
    </span>`;
  }

  private adder() {
    const { words } = this;
    const offers = tagOffers(this.form, this.used, this.tags, this.typed);
    return html`<form @submit=${this.submit} @keydown=${this.onKey}>
      <div class="line">
        <input
          class="input"
          dir="auto"
          autocomplete="off"
          enterkeyhint="done"
          aria-label=${words.t("tags.field")}
          aria-invalid=${this.strange}
          aria-describedby="tell"
          placeholder=${words.t("tags.field")}
          .value=${this.typed}
          @input=${this.onInput}
        />
        <button class="btn small main" type="submit">${words.t("tags.put")}</button>
        <button
          class="btn small bare square"
          type="button"
          aria-label=${words.t("room.close")}
          @click=${this.close}
        >
          ${icon("close", 14)}
        </button>
      </div>
      <p id="tell" class="tell" role="alert">${this.strange ? words.t("tags.strange") : nothing}</p>
      <ul aria-label=${words.t("tags.offers")} ?hidden=${offers.length === 0}>
        ${offers.map(
          (tag) =>
            html`<li>
              <button class="btn small" type="button" @click=${() => this.add([tag])}>
                ${icon("plus", 12)}<bdi>${tag}</bdi>
              </button>
            </li>`,
        )}
      </ul>
    </form>`;
  }

  private readonly open = async (): Promise<void> => {
    this.adding = true;
    command(this, { do: "look_at_form" });
    await this.updateComplete;
    this.field?.focus();
  };

  private readonly close = async (): Promise<void> => {
    this.adding = this.strange = false;
    this.typed = "";
    await this.updateComplete;
    this.more?.focus();
  };

  private readonly onInput = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    this.strange = false;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    void this.close();
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const meant = tagsMeant(this.form, this.typed);
    this.strange = meant === null;
    if (meant && meant.length > 0) this.add(meant);
  };

  /** The field stays open for the next one. */
  private add(tags: readonly string[]): void {
    command(this, { do: "tag", change: { add: tags } });
    this.typed = "";
    this.field?.focus();
  }

  /** The focus goes where it is not lost. */
  private takeOff(tag: string): void {
    command(this, { do: "tag", change: { remove: tag } });
    (this.field ?? this.more)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-tags": TagList;
  }
}
