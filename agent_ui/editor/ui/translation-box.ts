/** The same article in the house's languages: there, or missing and one click away. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { dirOf, LANGS } from "../../shared/i18n.js";
import { command } from "../commands.js";
import type { Draft } from "../models/draft.js";
import type { Library } from "../models/library.js";
import type { EditorWords } from "../words.js";
import { langName, statusLook } from "./text.js";

@customElement("baton-translations")
export class TranslationBox extends LitElement {
  @property({ attribute: false }) words!: EditorWords;
  @property({ attribute: false }) draft!: Draft;
  @property({ attribute: false, hasChanged: () => true }) library!: Library;

  static override styles = [
    base,
    css`
      .field {
        margin-bottom: 6px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 36px;
        font-size: var(--text-sm);
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      .lang {
        flex: none;
        width: 76px;
        color: var(--text-2);
      }
      .open {
        min-width: 0;
        min-height: 26px;
        padding: 2px 4px;
        margin: 0 -4px;
        border: 0;
        border-radius: 4px;
        background: none;
        color: var(--accent-text);
        text-align: start;
      }
      .open:hover {
        text-decoration: underline;
      }
      .missing {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        color: var(--warn);
      }
      .link {
        margin-top: 10px;
      }
    `,
  ];

  override render() {
    const { words, draft } = this;
    const { fields } = draft;
    const there = this.library.translations(fields.group_id);
    return html`
      <p class="field">${words.t("translations")}<span class="hint">${words.t("translations.hint")}</span></p>
      <ul>
        ${LANGS.map((lang) => html`<li>${this.line(lang, there)}</li>`)}
      </ul>
      ${this.linking(there)}
    `;
  }

  private line(lang: string, there: ReturnType<Library["translations"]>) {
    const { words, draft } = this;
    const name = html`<span class="lang">${langName(words, lang)}</span>`;
    if (lang === draft.fields.lang)
      return html`${name}<span class="quiet">${words.t("translations.this")}</span>`;
    const found = there.get(lang);
    if (found)
      return html`${name}
        <button
          class="open clip"
          type="button"
          dir=${dirOf(lang)}
          lang=${lang}
          @click=${() => command(this, { do: "open", id: found.id })}
        >
          ${found.title}
        </button>
        <span class="grow"></span>
        <span class="chip ${statusLook(found.status)}">${words.t(`status.${found.status}`)}</span>`;
    return html`${name}<span class="missing">${icon("alert", 14)}${words.t("translations.missing")}</span>
      <span class="grow"></span>
      ${
        draft.id
          ? html`<button
              class="btn small"
              type="button"
              @click=${() => command(this, { do: "new", lang, translate: true })}
            >
              ${icon("plus", 14)}${words.t("translations.write", { lang: langName(words, lang) })}
            </button>`
          : nothing
      }`;
  }

  /** An article that stands alone can join another one's group. */
  private linking(there: ReturnType<Library["translations"]>) {
    const { words, draft } = this;
    const { fields } = draft;
    const others = [...there.values()].filter((article) => article.id !== draft.id);
    if (others.length > 0)
      return html`<button
        class="btn small bare link"
        type="button"
        @click=${() => command(this, { do: "write", fields: { group_id: draft.id } })}
      >
        ${words.t("translations.unlink")}
      </button>`;
    const choices = this.library.linkable(fields.lang, draft.id);
    if (choices.length === 0) return nothing;
    return html`<label class="field link">
      ${words.t("translations.link")}
      <select
        class="input small"
        @change=${(event: Event) => {
          const chosen = this.library.get((event.target as HTMLSelectElement).value);
          if (chosen) command(this, { do: "write", fields: { group_id: chosen.group_id } });
        }}
      >
        <option value="">${words.t("translations.link.none")}</option>
        ${choices.map(
          (article) =>
            html`<option value=${article.id} lang=${article.lang}>
              ${article.lang} · ${article.title}
            </option>`,
        )}
      </select>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-translations": TranslationBox;
  }
}
