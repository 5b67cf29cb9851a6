/** The article being written: its fields, its text beside the preview, and what can be done with it. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { dirOf, LANGS } from "../../shared/i18n.js";
import { command, type Pane } from "../commands.js";
import { linesOf, tagsOf, type Fault, type Fields } from "../models/article.js";
import type { Draft } from "../models/draft.js";
import type { Library } from "../models/library.js";
import type { EditorWords } from "../words.js";
import { articleBar } from "./article-bar.js";
import "./conflict-note.js";
import "./markdown-preview.js";
import { langName } from "./text.js";
import "./translation-box.js";
import { styles } from "./article-form.styles.js";

@customElement("baton-article")
export class ArticleForm extends LitElement {
  @property({ attribute: false }) words!: EditorWords;
  @property({ attribute: false }) draft: Draft | null = null;
  @property({ attribute: false, hasChanged: () => true }) library!: Library;
  @property({ attribute: false }) tried = false;
  @property({ attribute: false }) pane: Pane = "write";
  @property({ type: Boolean }) busy = false;
  @query("#title") private readonly titleField!: HTMLTextAreaElement | null;
  /** What stands in the fields of lists, kept as typed until it is left. */
  private typed = { key: "", tags: "", phrasings: "" };

  static override styles = [base, styles];

  override willUpdate(): void {
    const { draft } = this;
    const key = `${draft?.id ?? "new"}/${draft?.revision ?? 0}/${draft?.fields.group_id ?? ""}`;
    if (key === this.typed.key) return;
    const { tags = [], phrasings = [] } = draft?.fields ?? {};
    this.typed = { key, tags: tags.join(", "), phrasings: phrasings.join("\n") };
  }

  override render() {
    const { words, draft } = this;
    if (!draft)
      return html`<div class="empty none">
        ${icon("book", 40)}
        <h2>${words.t("form.none")}</h2>
        <p>${words.t("form.none.hint")}</p>
      </div>`;
    const shown = this.pane === "preview" ? "preview" : "write";
    return html`
      ${articleBar(this, { words, draft, pane: this.pane, busy: this.busy })}
      <div class="tabs" role="tablist" aria-label=${words.t("form.label")}>
        ${this.tab("write", words.t("form.write"))} ${this.tab("preview", words.t("form.preview"))}
      </div>
      <div class="body scroll ${shown}">
        <div class="write">${this.top(draft)}</div>
        <div class="write">${this.details(draft)}</div>
        ${this.split(draft)}
      </div>
    `;
  }

  focusTitle(): void {
    this.titleField?.focus();
  }

  private top(draft: Draft) {
    const { words } = this;
    const { fields } = draft;
    return html`
      ${draft.theirs ? html`<baton-conflict .words=${words} .draft=${draft}></baton-conflict>` : nothing}
      <textarea
        class="title"
        id="title"
        rows="1"
        dir=${dirOf(fields.lang)}
        lang=${fields.lang}
        aria-label=${words.t("form.title")}
        aria-invalid=${this.has("title.empty") || this.has("title.long")}
        placeholder=${words.t("form.title.placeholder")}
        .value=${fields.title}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Enter") event.preventDefault();
        }}
        @input=${(event: Event) => this.write({ title: valueOf(event).replaceAll("\n", " ") })}
      ></textarea>
      ${this.fault("title.empty", "title.long")}
      <div class="meta">
        <label class="field">
          ${words.t("form.lang")}
          <select class="input small" @change=${(event: Event) => this.write({ lang: valueOf(event) })}>
            ${[...new Set([...LANGS, fields.lang])].map(
              (lang) =>
                html`<option value=${lang} ?selected=${lang === fields.lang}>
                  ${langName(words, lang)}
                </option>`,
            )}
          </select>
        </label>
        <label class="field">
          ${words.t("form.slug")}
          <input
            class="input small"
            dir="auto"
            autocomplete="off"
            spellcheck="false"
            aria-invalid=${this.has("slug.shape")}
            placeholder=${words.t("form.slug.placeholder")}
            .value=${fields.slug}
            @input=${(event: Event) => this.write({ slug: valueOf(event) })}
          />
          ${this.fault("slug.shape")}
        </label>
        <label class="field">
          ${words.t("form.tags")}
          <input
            class="input small"
            dir="auto"
            autocomplete="off"
            placeholder=${words.t("form.tags.hint")}
            .value=${this.typed.tags}
            @input=${(event: Event) => {
              this.typed.tags = valueOf(event);
              this.write({ tags: tagsOf(this.typed.tags) });
            }}
          />
        </label>
      </div>
    `;
  }

  private details(draft: Draft) {
    const { words } = this;
    const { fields } = draft;
    const missing = draft.base ? this.library.missing(draft.base) : [];
    return html`<details ?open=${!draft.id}>
      <summary>
        ${words.t("form.phrasings")} · ${words.t("translations")}
        <span class="gist">
          <span>${words.n("form.phrasings.count", fields.phrasings.length)}</span>
          ${
            missing.length > 0
              ? html`<span class="lack"
                  >${words.t("list.missing.of", {
                    langs: missing.map((lang) => langName(words, lang)).join(", "),
                  })}</span
                >`
              : nothing
          }
        </span>
        ${icon("chevron", 16)}
      </summary>
      <div class="more">
        <label class="field">
          ${words.t("form.phrasings")}
          <textarea
            class="input"
            dir=${dirOf(fields.lang)}
            lang=${fields.lang}
            aria-describedby="phrasings-hint"
            .value=${this.typed.phrasings}
            @input=${(event: Event) => {
              this.typed.phrasings = valueOf(event);
              this.write({ phrasings: linesOf(this.typed.phrasings) });
            }}
          ></textarea>
          <span class="hint" id="phrasings-hint">${words.t("form.phrasings.hint")}</span>
        </label>
        <baton-translations .words=${words} .draft=${draft} .library=${this.library}></baton-translations>
      </div>
    </details>`;
  }

  private split(draft: Draft) {
    const { words } = this;
    const { fields } = draft;
    const count = fields.body.split(/\s+/).filter(Boolean).length;
    return html`<div class="split">
      <div class="half write">
        <label for="body">
          <span>${words.t("form.body")}</span><span class="num">${words.n("form.words", count)}</span>
        </label>
        <div>
          <textarea
            class="text scroll"
            id="body"
            dir=${dirOf(fields.lang)}
            lang=${fields.lang}
            aria-invalid=${this.has("body.empty")}
            .value=${fields.body}
            @input=${(event: Event) => this.write({ body: valueOf(event) })}
          ></textarea>
        </div>
        ${this.fault("body.empty")}
      </div>
      <section class="half shown" aria-label=${words.t("form.preview")}>
        <h2>${words.t("form.preview")}</h2>
        <div class="seen scroll" tabindex="0">
          <baton-preview
            text=${fields.body}
            textLang=${fields.lang}
            heading=${fields.title}
            empty=${words.t("form.preview.empty")}
          ></baton-preview>
        </div>
      </section>
    </div>`;
  }

  private tab(pane: Pane, label: string) {
    const selected = (this.pane === "preview") === (pane === "preview");
    return html`<button
      class="tab"
      type="button"
      role="tab"
      aria-selected=${selected}
      @click=${() => command(this, { do: "pane", pane })}
    >
      ${label}
    </button>`;
  }

  private has(fault: Fault): boolean {
    return this.tried && (this.draft?.faults.includes(fault) ?? false);
  }

  private fault(...faults: Fault[]) {
    const found = faults.find((fault) => this.has(fault));
    if (!found) return nothing;
    return html`<span class="fault" role="alert"
      >${icon("alert", 14)}${this.words.t(`fault.${found}`)}</span
    >`;
  }

  private write(fields: Partial<Fields>): void {
    command(this, { do: "write", fields });
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value;
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-article": ArticleForm;
  }
}
