/** Where the customer writes, with the way to a person always beside it. */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "./decorators.js";
import { icon, PERSON, SEND } from "../../shared/icons.js";
import type { Owner } from "../../shared/wire.js";
import type { WidgetWords } from "../words.js";
import type { Files } from "../parts/files.js";
import { ask } from "./events.js";
import { base } from "./styles.js";

const MAX_CHARS = 4000;
const WARN_BELOW = 300;

@customElement("baton-composer")
export class Composer extends LitElement {
  @property() words!: WidgetWords;
  @property() owner: Owner = "bot";
  @property() asking = false;
  /** What was written and not sent before a reload. */
  @property() draft = "";
  @property() files?: Files;
  @state() private text = "";
  @query("textarea") private field!: HTMLTextAreaElement;

  override render(): TemplateResult {
    const { words } = this;
    const left = MAX_CHARS - this.text.length;
    const withPeople = this.owner === "queue" || this.owner === "agent";
    return html`<form class=${withPeople ? "slim" : ""} @submit=${this.submit}>
      ${this.files?.clip(words.lang, () => this.requestUpdate())}
      <label class="sr" for="text">${words.t("composer.label")}</label>
      <textarea
        id="text"
        rows="1"
        dir=${this.text ? "auto" : words.dir}
        maxlength=${MAX_CHARS}
        placeholder=${words.t("composer.placeholder")}
        enterkeyhint="send"
        @input=${this.onInput}
        @keydown=${this.onKey}
        @blur=${() => ask(this, "typing", false)}
      ></textarea>
      <div class="bar">
        ${withPeople ? null : this.person()}
        ${
          left < WARN_BELOW
            ? html`<span class="left">
                <span class="sr" role="status">${words.n("composer.left", left)}</span>
                <span aria-hidden="true">${words.number(left)}</span>
              </span>`
            : null
        }
        <button class="send" aria-label=${words.t("composer.send")} ?disabled=${!this.ready}>
          ${icon(SEND)}
        </button>
      </div>
    </form>`;
  }

  private person(): TemplateResult {
    const { words } = this;
    return html`<button
      type="button"
      class="person"
      ?disabled=${this.asking}
      @click=${() => ask(this, "human", null)}
    >
      ${icon(PERSON, 18)}<span>${words.t(this.asking ? "human.asking" : "human")}</span>
    </button>`;
  }

  override focus(): void {
    this.field.focus();
  }

  protected override firstUpdated(): void {
    this.write(this.draft);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("owner")) this.fit();
  }

  /** Words or files, and none of those on its way still. */
  private get ready(): unknown {
    return this.files ? this.files.sends(this.text) : this.text.trim();
  }

  private onInput(): void {
    this.text = this.field.value;
    this.fit();
    ask(this, "typing", this.text !== "");
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (!this.ready) return;
    ask(this, "say", this.text);
    this.write("");
    this.field.focus();
  }

  private write(text: string): void {
    this.field.value = this.text = text;
    this.fit();
  }

  private fit(): void {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  static override styles = [
    base,
    css`
      :host {
        padding: 0 var(--s-3) var(--s-3);
        padding-block-end: max(var(--s-3), env(safe-area-inset-bottom));
      }
      form {
        display: grid;
        grid: "t t" "x x" "c b" / 42px 1fr;
        align-items: end;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-3);
        background: var(--surface);
        transition: border-color var(--fast);
      }
      form:focus-within {
        border-color: var(--accent);
        box-shadow: 0 0 0 1px var(--accent);
      }
      textarea {
        grid-area: x;
        inline-size: 100%;
        max-block-size: 9.5em;
        padding: 12px 14px 4px;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        font-size: max(16px, var(--text-md));
        resize: none;
        scrollbar-width: thin;
      }
      textarea:focus-visible {
        outline: none;
      }
      textarea::placeholder {
        color: var(--text-3);
        opacity: 1;
      }
      .bar {
        grid-area: b;
        display: flex;
        align-items: center;
        gap: var(--s-2);
        padding: 4px 6px 6px;
      }
      .slim {
        grid: "t t t" "c x b" / 42px 1fr auto;
      }
      .slim textarea {
        padding-block-end: 12px;
      }
      .person {
        overflow-wrap: anywhere;
        display: flex;
        align-items: center;
        gap: 6px;
        min-block-size: 32px;
        min-inline-size: 0;
        margin-inline-end: auto;
        padding: 0 10px 0 8px;
        border-radius: var(--r-full);
        color: var(--accent-text);
        font-size: var(--text-sm);
        font-weight: var(--weight-medium);
        transition: background var(--fast);
      }
      .person:hover {
        background: var(--accent-soft);
      }
      .person:disabled {
        color: var(--text-3);
        background: none;
        cursor: default;
      }
      .left {
        color: var(--text-2);
        font-size: var(--text-xs);
      }
      .send {
        display: grid;
        flex: none;
        place-items: center;
        inline-size: 36px;
        block-size: 36px;
        border-radius: var(--r-full);
        background: var(--accent);
        color: var(--on-accent);
        transition: background var(--fast);
      }
      .send:hover {
        background: var(--accent-hover);
      }
      .send:disabled {
        background: var(--surface-2);
        color: var(--text-3);
        cursor: default;
      }
      .send:dir(rtl) .icon {
        transform: scaleX(-1);
      }
    `,
  ];
}
