/** One find: who it is, what was said, how it stands now. */
import { html, nothing } from "lit";
import { face } from "../../rooms/face.js";
import { plainText } from "../../shared/plain-text.js";
import type { Author } from "../../shared/wire.js";
import type { Command } from "../commands.js";
import { excerptOf, type Find } from "../finding.js";
import { nameOf } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";
import { customer, stateText } from "./text.js";

export function findRow(
  find: Find,
  words: ConsoleWords,
  me: string,
  current: boolean,
  order: (command: Command) => void,
) {
  const { conversation: chat, message, count } = find;
  const author = message?.author;
  const at = message?.created_at ?? chat.updated_at ?? chat.opened_at;
  return html`<button
    class="find"
    type="button"
    aria-current=${current ? "true" : nothing}
    @click=${() => order({ do: "jump", id: chat.id, seq: message?.seq ?? null })}
  >
    ${face(chat.visitor?.id ?? chat.id, nameOf(chat))}
    <span class="grow">
      <span class="line">
        <span class="who clip"><bdi>${customer(words, chat)}</bdi></span>
        <span class="when num">${words.day(at, new Date())}</span>
      </span>
      <span class="said" dir="auto"
        >${
          message
            ? excerptOf(find).map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))
            : plainText(chat.last_text ?? chat.goal ?? "")
        }</span
      >
      <span class="chips">
        ${author?.type === "agent" ? saidBy(author) : nothing}
        <span class="chip lined">${stateText(words, chat, me)}</span>
        ${message?.kind === "note" ? html`<span class="chip note">${words.t("composer.note")}</span>` : nothing}
        ${count > 1 ? html`<span class="chip">${words.n("find.more_here", count - 1)}</span>` : nothing}
      </span>
    </span>
  </button>`;
}

/** Which colleague said what was found. */
function saidBy({ id, name, picture }: Author) {
  return html`<span class="chip lined by"
    >${face(id ?? "", name ?? null, "user", true, picture)}<bdi>${name}</bdi></span
  >`;
}
