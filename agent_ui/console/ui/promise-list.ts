/** The promises of one conversation: what was understood, by when, and what may be done about it. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { unmarked } from "../../shared/plain-text.js";
import { command } from "../commands.js";
import { isOpen, type WirePromise } from "../models/promises.js";
import type { ConsoleWords } from "../words.js";

const LOOKS = { open: "lined", warned: "warn", broken: "bad", kept: "good", dropped: "lined" } as const;

@customElement("baton-promises")
export class PromiseList extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) promises: readonly WirePromise[] = [];
  /** May this agent write one down here? */
  @property({ type: Boolean }) adds = false;
  /** The promise whose moment is being changed; "new" for one by hand. */
  @state() private editing: string | null = null;

  static override styles = [
    base,
    css`
      ul {
        display: grid;
        gap: 12px;
      }
      li {
        display: grid;
        gap: 6px;
      }
      .go {
        padding: 2px 0;
        border: 0;
        background: none;
        font-size: var(--text-sm);
        text-align: start;
        overflow-wrap: anywhere;
      }
      .go:hover {
        text-decoration: underline;
      }
      .line,
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
        font-size: var(--text-xs);
      }
      form {
        margin-block: 6px;
      }
      .input {
        min-width: 0;
        flex: 1 1 180px;
      }
      p.line {
        margin-top: 12px;
      }
      .none {
        color: var(--text-3);
        font-size: var(--text-sm);
      }
    `,
  ];

  override render() {
    const { words } = this;
    return html`
      ${this.promises.length === 0 ? html`<p class="none">${words.t("promise.none")}</p>` : nothing}
      <ul>
        ${repeat(
          this.promises,
          ({ id }) => id,
          (one) => html`<li>${this.promise(one)}</li>`,
        )}
      </ul>
      ${this.adds ? this.byHand() : nothing}
    `;
  }

  private promise(one: WirePromise) {
    const { words } = this;
    const open = isOpen(one);
    return html`
      <button
        class="go"
        type="button"
        dir="auto"
        title=${words.t("brief.go", { seq: one.seq })}
        @click=${() => command(this, { do: "point", seq: one.seq })}
      >
        ${unmarked(one.text)}
      </button>
      <div class="line">
        <span class="chip ${LOOKS[one.state]}">${words.t(`promise.state.${one.state}`)}</span>
        <span>${words.t("promise.by", { when: words.moment(one.due_at) })}</span>
      </div>
      ${open ? this.acts(one) : nothing}
      ${
        this.editing === one.id
          ? html`<form @submit=${(event: SubmitEvent) => this.move(event, one.id)}>
              ${this.moment()}
              <button class="btn small main" type="submit">${words.t("promise.save")}</button>
            </form>`
          : nothing
      }
    `;
  }

  private acts(one: WirePromise) {
    const { words } = this;
    const label = (act: string): string => `${act}: ${unmarked(one.text)}`;
    const button = (name: "keep" | "drop", text: string) =>
      html`<button
        class="btn small"
        type="button"
        aria-label=${label(text)}
        @click=${() => command(this, { do: "promise", change: { to: name, id: one.id } })}
      >
        ${text}
      </button>`;
    return html`<div class="line">
      ${button("keep", words.t("promise.keep"))}
      <button
        class="btn small"
        type="button"
        aria-expanded=${this.editing === one.id}
        aria-label=${label(words.t("promise.change"))}
        @click=${() => this.edit(one.id)}
      >
        ${words.t("promise.change")}
      </button>
      ${button("drop", words.t("promise.drop"))}
    </div>`;
  }

  private byHand() {
    const { words } = this;
    if (this.editing !== "new")
      return html`<p class="line">
        <button class="btn small" type="button" @click=${() => this.edit("new")}>
          ${icon("plus", 14)}${words.t("promise.add")}
        </button>
      </p>`;
    return html`<form @submit=${(event: SubmitEvent) => this.add(event)}>
      <input
        class="input"
        name="text"
        dir="auto"
        required
        maxlength="500"
        aria-label=${words.t("promise.what")}
        placeholder=${words.t("promise.what")}
      />
      ${this.moment()}
      <button class="btn small main" type="submit">${words.t("promise.save")}</button>
    </form>`;
  }

  private moment() {
    return html`<input
      class="input"
      type="datetime-local"
      name="due"
      required
      aria-label=${this.words.t("promise.when")}
    />`;
  }

  private edit(id: string): void {
    this.editing = this.editing === id ? null : id;
  }

  private move(event: SubmitEvent, id: string): void {
    const { due } = this.read(event);
    command(this, { do: "promise", change: { to: "change", id, due } });
  }

  private add(event: SubmitEvent): void {
    command(this, { do: "promise", change: { to: "add", ...this.read(event) } });
  }

  private read(event: SubmitEvent): { text: string; due: string } {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const value = (name: string): string => {
      const given = form.get(name);
      return typeof given === "string" ? given : "";
    };
    this.editing = null;
    return { text: value("text"), due: new Date(value("due")).toISOString() };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-promises": PromiseList;
  }
}
