/** One line of a list: a chat with its last words, or an article. */
import { css, html, type TemplateResult } from "lit";
import { dirOf, dirOfText } from "../../shared/i18n.js";
import { ARTICLE, icon } from "../../shared/icons.js";
import { plainText } from "../../shared/plain-text.js";
import type { HelpEntry, OwnConversation } from "../../shared/wire.js";
import { avatar } from "../elements/avatar.js";
import type { PartWords } from "../words.js";

export function chatLine(
  one: OwnConversation,
  words: PartWords,
  now: Date,
  open: () => void,
): TemplateResult {
  const name = one.agent ?? words.t(one.owner === "bot" || !one.ticket ? "bot" : "agent");
  const state = stateOf(one, words);
  const text = plainText(one.last_text ?? "");
  return html`<li>
    <button class="line" @click=${open}>
      ${avatar(one.agent ? { type: "agent", name: one.agent, picture: one.picture } : { type: "bot" })}
      <span class="what">
        <span class="top"
          ><bdi class="title">${name}</bdi><time>${when(one.updated_at, words, now)}</time></span
        >
        <span class="words" dir=${dirOfText(text)} lang=${one.lang}>${text}</span>
        ${state ? html`<span class="state">${state}</span>` : null}
      </span>
      ${
        one.unread
          ? html`<b
              ><span aria-hidden="true">${words.number(one.unread)}</span
              ><span class="sr">${words.n("chat.unread", one.unread)}</span></b
            >`
          : null
      }
    </button>
  </li>`;
}

function stateOf({ owner, ticket }: OwnConversation, words: PartWords): string {
  const states = [
    ticket ? words.t("ticket", { n: words.label(ticket.number) }) : "",
    owner === "nobody" ? words.t("chat.ended") : owner === "queue" && !ticket ? words.t("chat.waiting") : "",
  ];
  return states.filter(Boolean).join(" · ");
}

function when(iso: string, words: PartWords, now: Date): string {
  const today = words.day(now.toISOString(), now);
  const day = words.day(iso, now);
  return day === today ? words.time(iso) : day;
}

export function articleLine(entry: HelpEntry, open: () => void): TemplateResult {
  return html`<li>
    <button class="line" dir=${dirOf(entry.lang)} lang=${entry.lang} @click=${open}>
      ${icon(ARTICLE, 18)}
      <span class="what">
        <span class="title">${entry.title}</span>
        ${entry.excerpt ? html`<span class="words">${entry.excerpt}</span>` : null}
      </span>
    </button>
  </li>`;
}

export const lineStyles = css`
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .line {
    display: flex;
    align-items: flex-start;
    gap: var(--s-3);
    inline-size: 100%;
    padding: 10px;
    border-radius: var(--r-2);
    text-align: start;
    transition: background var(--fast);
  }
  .line:hover {
    background: var(--surface-2);
  }
  .line > .icon {
    margin-block-start: 2px;
    color: var(--accent-text);
  }
  .what {
    display: grid;
    flex: 1;
    min-inline-size: 0;
  }
  .top {
    display: flex;
    align-items: baseline;
    gap: var(--s-2);
  }
  .title {
    flex: 1;
    min-inline-size: 0;
    font-weight: var(--weight-medium);
    overflow-wrap: anywhere;
  }
  time,
  .state {
    color: var(--text-2);
    font-size: var(--text-xs);
  }
  .words {
    overflow: hidden;
    color: var(--text-2);
    font-size: var(--text-sm);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .line b {
    min-inline-size: 22px;
    padding-inline: 6px;
    border-radius: var(--r-full);
    background: var(--accent);
    color: var(--on-accent);
    font-size: var(--text-xs);
    line-height: 22px;
    text-align: center;
  }
`;
