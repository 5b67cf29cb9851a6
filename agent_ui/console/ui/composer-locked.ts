/** What stands where the agent may not write to the customer, and how they might. */
import { html, nothing } from "lit";
import { icon } from "../../rooms/icons.js";
import type { Chat } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";

export function locked(words: ConsoleWords, chat: Chat, busy: boolean, claim: () => void, goOn: () => void) {
  const text = words.t(`composer.locked.${chat.owner}`, { name: chat.agent?.name ?? "" });
  if (chat.merged_into)
    return html`<div class="locked">
      ${icon("merge", 16)}<span class="grow">${words.t("composer.locked.merged")}</span>
      <button class="btn" type="button" @click=${goOn}>${words.t("merge.go")}</button>
    </div>`;
  const claimable = chat.owner === "queue" || chat.owner === "bot";
  return html`<div class="locked">
    ${icon("lock", 16)}<span class="grow">${text}</span>
    ${
      claimable
        ? html`<button class="btn" type="button" ?disabled=${busy} @click=${claim}>
            ${words.t(chat.owner === "queue" ? "action.claim" : "action.take_over")}
          </button>`
        : nothing
    }
  </div>`;
}
