/** Where the agent writes: a reply to the customer, or a note for colleagues. Drafts are kept for each conversation. */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { dirOf } from "../../shared/i18n.js";
import { command } from "../commands.js";
import type { Chat } from "../models/chat.js";
import type { DraftKind, Drafts } from "../models/drafts.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./composer-box.styles.js";

const MAX_CHARS = 4000;
const TYPING_EVERY_MS = 2500;
const TYPING_OFF_MS = 4500;

@customElement("baton-composer")
export class ComposerBox extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) name = "";
  @property({ attribute: false }) mine = false;
  @property({ attribute: false }) drafts!: Drafts;
  /** Where the cursor shall go, and what shall be put there. */
  @property({ attribute: false }) compose: { kind: DraftKind; insert: string; count: number } | null = null;
  @property({ type: Boolean }) busy = false;
  @state() private kind: DraftKind = "text";
  @state() private text = "";
  @query("textarea") private readonly area!: HTMLTextAreaElement | null;
  private chatId = "";
  private typingSince = 0;
  private quiet: ReturnType<typeof setTimeout> | undefined;

  static override styles = [base, styles];

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.chat.id !== this.chatId) {
      this.chatId = this.chat.id;
      this.typingSince = 0;
      this.kind = !this.mine && this.drafts.read(this.chatId, "note") ? "note" : "text";
      this.text = this.drafts.read(this.chatId, this.kind);
    }
    if (changed.has("compose") && this.compose && this.compose.count > 0 && changed.get("compose")) {
      this.turn(this.compose.kind);
      // Words may have been put back into the draft meanwhile.
      this.text = this.drafts.read(this.chatId, this.kind);
      if (this.compose.insert) this.insert(this.compose.insert);
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("compose") && this.compose && changed.get("compose")) this.area?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.quiet);
  }

  override render() {
    const { words, kind } = this;
    const canWrite = kind === "note" || this.mine;
    return html`<section class="box ${kind}" aria-label=${words.t("composer.label")}>
      <div class="tabs" role="tablist" aria-label=${words.t("composer.label")} @keydown=${this.onTabKey}>
        ${this.tab("text")} ${this.tab("note")}
      </div>
      <div
        id="panel"
        role="tabpanel"
        aria-label=${words.t(kind === "text" ? "composer.reply" : "composer.note")}
      >
        ${canWrite ? this.field() : this.locked()}
      </div>
    </section>`;
  }

  private tab(kind: DraftKind) {
    const selected = kind === this.kind;
    return html`<button
      class="tab"
      type="button"
      role="tab"
      aria-selected=${selected}
      aria-controls="panel"
      tabindex=${selected ? 0 : -1}
      @click=${() => {
        this.turn(kind);
        void this.updateComplete.then(() => this.area?.focus());
      }}
    >
      ${kind === "note" ? icon("lock", 14) : nothing}
      ${this.words.t(kind === "text" ? "composer.reply" : "composer.note")}
    </button>`;
  }

  private field() {
    const { words, kind } = this;
    const placeholder =
      kind === "text"
        ? words.t("composer.reply.placeholder", { name: this.name })
        : words.t("composer.note.placeholder");
    const over = this.text.length - MAX_CHARS;
    return html`<textarea
        rows="2"
        .value=${this.text}
        aria-label=${placeholder}
        placeholder=${placeholder}
        dir=${this.text ? "auto" : dirOf(words.lang)}
        lang=${kind === "text" ? this.chat.lang : words.lang}
        @input=${this.onInput}
        @keydown=${this.onKey}
        @blur=${this.stopTyping}
      ></textarea>
      <div class="foot">
        <button
          class="btn bare square"
          type="button"
          aria-label=${words.t("composer.article")}
          title="${words.t("composer.article")} (/)"
          @click=${() => this.dispatchEvent(new CustomEvent("find-article", { bubbles: true, composed: true }))}
        >
          ${icon("book")}
        </button>
        <span class="hint grow ${over > 0 ? "over" : ""}" role=${over > 0 ? "alert" : nothing}>
          ${over > 0 ? words.n("composer.left", over) : words.t("composer.hint")}
        </span>
        <button class="btn main" type="button" ?disabled=${!this.text.trim() || over > 0} @click=${this.send}>
          ${words.t(kind === "text" ? "composer.send" : "composer.add_note")}${icon("arrow", 16)}
        </button>
      </div>`;
  }

  private locked() {
    const { words, chat } = this;
    const text = words.t(`composer.locked.${chat.owner}`, { name: chat.agent?.name ?? "" });
    const claimable = chat.owner === "queue" || chat.owner === "bot";
    return html`<div class="locked">
      ${icon("lock", 16)}<span class="grow">${text}</span>
      ${
        claimable
          ? html`<button
              class="btn"
              type="button"
              ?disabled=${this.busy}
              @click=${() => command(this, { do: "claim" })}
            >
              ${words.t(chat.owner === "queue" ? "action.claim" : "action.take_over")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private turn(kind: DraftKind): void {
    if (kind === this.kind) return;
    this.stopTyping();
    this.kind = kind;
    this.text = this.drafts.read(this.chatId, kind);
  }

  /** Into the text at the cursor, with air around it. */
  private insert(words: string): void {
    const at = this.area?.selectionStart ?? this.text.length;
    const [head, tail] = [this.text.slice(0, at), this.text.slice(at)];
    const gap = head && !/\s$/.test(head) ? "\n" : "";
    this.write(`${head}${gap}${words}${tail}`);
  }

  private write(text: string): void {
    this.text = text;
    command(this, { do: "draft", kind: this.kind, text });
  }

  private readonly onInput = (event: Event): void => {
    this.write((event.target as HTMLTextAreaElement).value);
    if (this.kind !== "text") return;
    const now = Date.now();
    if (now - this.typingSince > TYPING_EVERY_MS) {
      this.typingSince = now;
      command(this, { do: "typing", on: true });
    }
    clearTimeout(this.quiet);
    this.quiet = setTimeout(this.stopTyping, TYPING_OFF_MS);
  };

  private readonly stopTyping = (): void => {
    clearTimeout(this.quiet);
    if (!this.typingSince) return;
    this.typingSince = 0;
    if (this.isConnected) command(this, { do: "typing", on: false });
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Escape") this.area?.blur();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.send();
  };

  private readonly onTabKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    this.turn(this.kind === "text" ? "note" : "text");
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(".tab[aria-selected=true]")?.focus(),
    );
  };

  private readonly send = (): void => {
    const text = this.text.trim();
    if (!text || text.length > MAX_CHARS || (this.kind === "text" && !this.mine)) return;
    this.stopTyping();
    this.text = "";
    command(this, { do: "send", kind: this.kind, text });
    this.area?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-composer": ComposerBox;
  }
}
