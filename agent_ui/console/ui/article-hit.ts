/** An article that was found: its words into the reply, itself as a card, or its page. */
import { html, nothing } from "lit";
import { plainText } from "../../shared/plain-text.js";
import { icon } from "../../rooms/icons.js";
import { dirOf } from "../../shared/i18n.js";
import { command } from "../commands.js";
import type { ArticleHit } from "../models/article-search.js";
import type { ConsoleWords } from "../words.js";
import { hrefOf, insertable } from "./articles.js";
import { langName } from "./text.js";

/** `lang` is the customer's; without `replies` it can only be read. */
export function articleHit(
  from: HTMLElement,
  words: ConsoleWords,
  hit: ArticleHit,
  lang: string,
  replies: boolean,
) {
  const href = hrefOf(hit);
  const dir = dirOf(hit.lang);
  return html`<article class="hit">
    <h3 dir=${dir}>${hit.title}</h3>
    <p dir=${dir} lang=${hit.lang}>${plainText(hit.passage)}</p>
    <div class="foot">
      <button
        class="btn small"
        type="button"
        ?disabled=${!replies}
        aria-label=${words.t("side.insert.label", { title: hit.title })}
        @click=${() => command(from, { do: "insert", text: insertable(hit) })}
      >
        ${icon("plus", 14)}${words.t("side.insert")}
      </button>
      <button
        class="btn small bare"
        type="button"
        ?disabled=${!replies}
        aria-label=${words.t("side.card.label", { title: hit.title })}
        @click=${() => command(from, { do: "share", article: hit })}
      >
        ${words.t("side.card")}
      </button>
      ${
        href
          ? html`<a class="btn small bare" href=${href} target="_blank" rel="noopener noreferrer">
              ${words.t("side.open")}
            </a>`
          : nothing
      }
      <span class="grow"></span>
      ${hit.lang === lang ? nothing : html`<span class="chip lined">${langName(words, hit.lang)}</span>`}
    </div>
  </article>`;
}
