/** Where the agent writes: a reply to the customer, or a note for colleagues. Drafts are kept for each conversation. */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import "../../shared/files/file-tray.js";
import type { Tray } from "../../shared/files/tray.js";
import { dirOf } from "../../shared/i18n.js";
import { parseMarkdown, parsePlain } from "../../shared/markdown.js";
import { drawBlocks } from "../../shared/markdown-view.js";
import { command } from "../commands.js";
import type { ArticleHit } from "../models/article-search.js";
import type { Chat, Colleague } from "../models/chat.js";
import { hasMarks, marked, mentioned, put, type Edited, type Mark } from "../models/composing.js";
import type { DraftKind, Drafts } from "../models/drafts.js";
import { fill } from "../../rooms/placeholders.js";
import { valuesOf } from "../models/placeholders.js";
import type { ShelfItem } from "../models/shelf.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./composer-box.styles.js";
import { ComposerHelper, type Offer, type Sources } from "./composer-helper.js";
import { locked } from "./composer-locked.js";
import "./composer-tools.js";
import { TypingNotice } from "./typing-notice.js";

const MAX_CHARS = 4000;
const MARK_KEYS: Readonly<Record<string, Mark | undefined>> = { b: "bold", i: "italic", e: "code" };

@customElement("baton-composer")
export class ComposerBox extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) name = "";
  @property({ attribute: false }) mine = false;
  @property({ attribute: false }) drafts!: Drafts;
  /** The files that wait to be sent with the words. */
  @property({ attribute: false }) tray: Tray | null = null;
  /** Where the cursor shall go, and what shall be put there. */
  @property({ attribute: false }) compose: { kind: DraftKind; insert: string; count: number } | null = null;
  @property({ attribute: false }) shelf: readonly ShelfItem[] = [];
  @property({ attribute: false }) colleagues: readonly Colleague[] = [];
  @property({ attribute: false }) myName = "";
  /** Articles for the letters after `??`. */
  @property({ attribute: false }) found: readonly ArticleHit[] = [];
  @property({ attribute: false }) finding = false;
  /** Moves when a draft came from another page of the same agent. */
  @property({ attribute: false }) drafted = 0;
  @property({ type: Boolean }) busy = false;
  @state() private kind: DraftKind = "text";
  @state() private text = "";
  @state() private previewing = false;
  @query("textarea") private readonly area!: HTMLTextAreaElement | null;
  private chatId = "";
  private readonly helper = new ComposerHelper(this, (query) =>
    command(this, { do: "look_up", query, lang: this.chat.lang }),
  );
  private readonly typing = new TypingNotice(this);

  static override styles = [base, styles];

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.chat.id !== this.chatId) {
      this.chatId = this.chat.id;
      this.typing.forget();
      this.kind = !this.mine && this.drafts.read(this.chatId, "note") ? "note" : "text";
      this.text = this.drafts.read(this.chatId, this.kind);
      this.previewing = false;
    }
    // Whoever is typing here is ahead of the other page.
    if (changed.has("drafted") && this.shadowRoot?.activeElement !== this.area)
      this.text = this.drafts.read(this.chatId, this.kind);
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

  private locked() {
    const goOn = this.chat.merged_into;
    return locked(
      this.words,
      this.chat,
      this.busy,
      () => command(this, { do: "claim" }),
      () => goOn && command(this, { do: "jump", id: goOn, seq: null }),
    );
  }

  private field() {
    const { words, kind } = this;
    const placeholder =
      kind === "text"
        ? words.t("composer.reply.placeholder", { name: this.name })
        : words.t("composer.note.placeholder");
    const over = this.text.length - MAX_CHARS;
    const offers = this.helper.offers(this.sources());
    return html`${this.helper.render(offers, this.sources(), this.take)}
      <div class="write">
        ${
          this.tray
            ? html`<baton-tray
                .tray=${this.tray}
                .reader=${words.lang}
                @tray=${() => this.requestUpdate()}
              ></baton-tray>`
            : nothing
        }${this.previewing ? this.preview() : nothing}
        <textarea
          rows="2"
          ?hidden=${this.previewing}
          aria-autocomplete="list"
          aria-controls=${offers.length > 0 ? "helper" : nothing}
          aria-activedescendant=${offers.length > 0 ? this.helper.activeId : nothing}
          @click=${this.look}
          @keyup=${this.onKeyUp}
          .value=${this.text}
          aria-label=${placeholder}
          placeholder=${placeholder}
          dir=${this.text ? "auto" : dirOf(words.lang)}
          lang=${kind === "text" ? this.chat.lang : words.lang}
          @input=${this.onInput}
          @keydown=${this.onKey}
          @blur=${this.typing.stop}
        ></textarea>
        <div class="foot">
          <baton-tools
            .words=${words}
            ?note=${kind === "note"}
            ?preview=${this.previewing}
            @mark=${(event: CustomEvent<Mark>) => this.mark(event.detail)}
            @sign=${(event: CustomEvent<string>) => this.insertAt(event.detail)}
            @call=${(event: CustomEvent<string>) => this.call(event.detail)}
            @preview=${() => (this.previewing = !this.previewing)}
          ></baton-tools>
          <span class="hint grow ${over > 0 ? "over" : ""}" role=${over > 0 ? "alert" : nothing}>
            ${over > 0 ? words.n("composer.left", over) : words.t("composer.hint")}
          </span>
          <button class="btn main" type="button" ?disabled=${!this.sends() || over > 0} @click=${this.send}>
            ${words.t(kind === "text" ? "composer.send" : "composer.add_note")}${icon("arrow", 16)}
          </button>
        </div>
      </div>`;
  }

  /** Words or files, and none of those on its way still. */
  private sends(): boolean {
    return this.tray?.sends(this.text) ?? this.text.trim() !== "";
  }

  private turn(kind: DraftKind): void {
    if (kind === this.kind) return;
    this.typing.stop();
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

  private sources(): Sources {
    return {
      words: this.words,
      lang: this.chat.lang,
      shelf: this.shelf,
      colleagues: this.colleagues,
      hits: this.found,
      busy: this.finding,
      replies: this.kind === "text" && this.mine,
      filled: (text) => fill(text, valuesOf(this.chat, this.myName)),
    };
  }

  /** What the customer will see of the marks. */
  private preview() {
    return html`<div
      class="preview"
      dir="auto"
      lang=${this.chat.lang}
      tabindex="0"
      aria-label=${this.words.t("tool.preview")}
    >
      ${drawBlocks(hasMarks(this.text) ? parseMarkdown(this.text) : parsePlain(this.text))}
    </div>`;
  }

  /** The text as it is now, and where the cursor shall stand in it. */
  private async change({ text, start, end }: Edited): Promise<void> {
    this.write(text);
    await this.updateComplete;
    this.area?.focus();
    this.area?.setSelectionRange(start, end);
    this.look();
  }

  private mark(mark: Mark): void {
    const { selectionStart = 0, selectionEnd = 0 } = this.area ?? {};
    void this.change(marked(this.text, selectionStart, selectionEnd, mark));
  }

  private insertAt(words: string): void {
    const { selectionStart = this.text.length, selectionEnd = this.text.length } = this.area ?? {};
    void this.change(put(this.text, selectionStart, selectionEnd, words));
  }

  /** The letters that open a helper, with air before them. */
  private call(letters: string): void {
    const at = this.area?.selectionStart ?? this.text.length;
    this.insertAt(/(^|\s)$/.test(this.text.slice(0, at)) ? letters : ` ${letters}`);
  }

  private readonly take = (offer: Offer, card: boolean): void => {
    const { trigger } = this.helper;
    const end = this.area?.selectionStart ?? this.text.length;
    const article = card ? offer.article : undefined;
    if (trigger) void this.change(put(this.text, trigger.start, end, article ? "" : offer.insert));
    if (article) command(this, { do: "share", article });
  };

  private readonly look = (): void => {
    this.helper.look(this.text, this.area?.selectionStart ?? this.text.length, this.kind === "note");
  };

  private readonly onKeyUp = (event: KeyboardEvent): void => {
    if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) this.look();
  };

  private readonly onInput = (event: Event): void => {
    this.write((event.target as HTMLTextAreaElement).value);
    this.look();
    if (this.kind === "text") this.typing.stroke();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const taken = this.helper.press(event, this.helper.offers(this.sources()));
    if (taken) {
      event.preventDefault();
      if (taken !== "spent") this.take(taken, event.shiftKey);
      return;
    }
    const mark = event.ctrlKey || event.metaKey ? MARK_KEYS[event.key.toLowerCase()] : undefined;
    if (mark) {
      event.preventDefault();
      this.mark(mark);
    }
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
    if (!this.sends() || text.length > MAX_CHARS || (this.kind === "text" && !this.mine)) return;
    this.typing.stop();
    this.text = "";
    this.previewing = false;
    this.helper.look("", 0, false);
    const mentions = this.kind === "note" ? mentioned(text, this.colleagues) : [];
    const attachments = this.tray?.take() ?? [];
    command(this, {
      do: "send",
      kind: this.kind,
      text,
      ...(mentions.length > 0 && { mentions }),
      ...(attachments.length > 0 && { attachments }),
    });
    this.area?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-composer": ComposerBox;
  }
}
