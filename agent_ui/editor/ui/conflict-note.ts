/** Two people saved one article: whose text goes on is decided here, with both in sight. */
import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { listed } from "../../rooms/words.js";
import { dirOf } from "../../shared/i18n.js";
import { command } from "../commands.js";
import type { Fields } from "../models/article.js";
import type { Draft } from "../models/draft.js";
import type { EditorKey, EditorWords } from "../words.js";
import { moment } from "./text.js";

const NAMES: Record<keyof Fields, EditorKey> = {
  title: "form.title",
  lang: "form.lang",
  slug: "form.slug",
  tags: "form.tags",
  phrasings: "form.phrasings",
  body: "form.body",
  group_id: "translations",
};

@customElement("baton-conflict")
export class ConflictNote extends LitElement {
  @property({ attribute: false }) words!: EditorWords;
  @property({ attribute: false }) draft!: Draft;

  static override styles = [
    base,
    css`
      section {
        display: grid;
        gap: 8px;
        margin-bottom: 14px;
        padding: 14px 16px;
        border: 1px solid color-mix(in srgb, var(--warn) 45%, transparent);
        border-radius: var(--r-2);
        background: var(--warn-soft);
        font-size: var(--text-sm);
      }
      h2 {
        display: flex;
        align-items: center;
        gap: 8px;
        color: var(--warn);
        font-size: var(--text-md);
        font-weight: var(--weight-bold);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 4px;
      }
      pre {
        max-height: 220px;
        overflow: auto;
        margin: 8px 0 0;
        padding: 10px 12px;
        border-radius: var(--r-1);
        background: var(--surface);
        font: 0.8125rem / 1.6 var(--font-mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      summary {
        min-height: 24px;
        cursor: pointer;
        font-weight: var(--weight-medium);
      }
    `,
  ];

  override render() {
    const { words, draft } = this;
    const { theirs } = draft;
    if (!theirs) return html``;
    const fields = draft.differences().map((name) => words.t(NAMES[name]));
    return html`<section role="alert" aria-labelledby="heading">
      <h2 id="heading">${icon("alert")}${words.t("conflict.heading")}</h2>
      <p>${words.t("conflict.text", { time: moment(words, theirs.updated_at) })}</p>
      <p>${words.t("conflict.fields", { fields: listed(words, fields) })}</p>
      <details>
        <summary>${words.t("conflict.show")}</summary>
        <pre dir=${dirOf(theirs.lang)} lang=${theirs.lang} tabindex="0">
${theirs.title}

${theirs.body}</pre>
      </details>
      <div class="foot">
        <button
          class="btn main"
          type="button"
          title=${words.t("conflict.mine.hint")}
          @click=${() => command(this, { do: "settle", keep: "mine" })}
        >
          ${words.t("conflict.mine")}
        </button>
        <button
          class="btn"
          type="button"
          title=${words.t("conflict.theirs.hint")}
          @click=${() => command(this, { do: "settle", keep: "theirs" })}
        >
          ${words.t("conflict.theirs")}
        </button>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-conflict": ConflictNote;
  }
}
