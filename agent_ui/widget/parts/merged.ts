/** Under the line that tells of a merge: what was said in the other chat, fetched when it is unfolded. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "../elements/decorators.js";
import { base } from "../elements/styles.js";
import { HttpFiles } from "../../shared/files/http-desk.js";
import { dirOf, dirOfText } from "../../shared/i18n.js";
import { drawBlocks } from "../../shared/markdown-view.js";
import { parseMarkdown, parsePlain } from "../../shared/markdown.js";
import type { Lang, Message } from "../../shared/wire.js";
import { loadPartWords, type PartWords } from "../words.js";
import "./file-cards.js";

@customElement("baton-merged")
export class Merged extends LitElement {
  @property() line!: Message;
  @property() token!: () => Promise<string>;
  @property() reader: Lang = "en";
  @state() private words: PartWords | null = null;
  @state() private open = false;
  @state() private failed = false;
  @state() private said: readonly Message[] | null = null;
  private desk: HttpFiles | undefined;

  override render(): TemplateResult | typeof nothing {
    const { words } = this;
    if (!words) return nothing;
    return html`<button class="link" aria-expanded=${this.open} @click=${this.turn}>
        ${words.t(this.open ? "merged.hide" : "merged.show")}
      </button>
      ${this.open ? this.talk(words) : nothing}`;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    const { reader } = this;
    if (!changed.has("reader") && this.words) return;
    loadPartWords(reader).then(
      (words) => {
        if (reader === this.reader) this.words = words;
      },
      () => undefined,
    );
  }

  private talk(words: PartWords): TemplateResult {
    if (this.failed) return html`<p role="alert">${words.t("merged.failed")}</p>`;
    return html`<section role="region" aria-label=${words.t("merged.label")} tabindex="0">
      ${this.said?.map((message) => this.one(message, words)) ?? html`<p role="status">…</p>`}
    </section>`;
  }

  private one(message: Message, words: PartWords): TemplateResult {
    const { author, text, lang, kind, payload, created_at: at } = message;
    if (kind === "activity") return html`<p class="told" dir=${dirOf(lang)}>${text}</p>`;
    const role = author.type === "visitor" ? "you" : author.type === "bot" ? "bot" : "agent";
    const marks = author.type === "bot" || payload?.markdown;
    const files = payload?.attachments ?? [];
    return html`<div>
      <div class="by">
        <bdi>${(role !== "you" && author.name) || words.t(role)}</bdi>
        <time datetime=${at}>${words.moment(at)}</time>
      </div>
      <div dir=${dirOfText(text)} lang=${lang ?? nothing}>
        ${drawBlocks(marks ? parseMarkdown(text) : parsePlain(text))}
      </div>
      ${
        files.length
          ? html`<baton-files .files=${files} .desk=${this.files()} .reader=${this.reader}></baton-files>`
          : nothing
      }
    </div>`;
  }

  private get other(): string {
    return String(this.line.payload?.params?.conversation_id ?? "");
  }

  private files(): HttpFiles {
    return (this.desk ??= new HttpFiles(async () => ({ token: await this.token(), id: this.other })));
  }

  private readonly turn = (): void => {
    this.open = !this.open;
    if (this.open && !this.said) void this.fetch();
  };

  private async fetch(): Promise<void> {
    this.failed = false;
    try {
      const answer = await fetch(`/api/v1/conversations/${encodeURIComponent(this.other)}/transcript`, {
        headers: { authorization: `Bearer ${await this.token()}` },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.said = ((await answer.json()) as { messages: Message[] }).messages;
    } catch {
      this.failed = true;
    }
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: var(--s-2);
        font-size: var(--text-sm);
      }
      section {
        display: grid;
        gap: var(--s-3);
        box-sizing: border-box;
        inline-size: 100%;
        max-block-size: 320px;
        padding: var(--s-3);
        overflow-y: auto;
        overflow-wrap: anywhere;
        border: 1px solid var(--line);
        border-inline-start: 3px solid var(--accent);
        border-radius: var(--r-2);
      }
      p {
        margin: 0;
      }
      .by {
        display: flex;
        gap: var(--s-2);
        align-items: baseline;
        font-weight: var(--weight-medium);
      }
      time,
      .told {
        color: var(--text-2);
        font-size: var(--text-xs);
        font-weight: var(--weight-normal, 400);
      }
    `,
  ];
}
