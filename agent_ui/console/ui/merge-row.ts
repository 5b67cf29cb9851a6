/** One conversation among those that can be merged: what it is about, where it stands, why it cannot be. */
import { html, nothing, type TemplateResult } from "lit";
import { plainText } from "../../shared/plain-text.js";
import type { Chat } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";
import { stateText } from "./text.js";

export interface Choosable {
  /** Of the group of buttons that it stands in. */
  name: string;
  checked: boolean;
  me: string;
  /** The colleague who has it, where that keeps it from being chosen. */
  held?: string | null;
  disabled?: boolean;
  pick: () => void;
}

export function mergeRow(words: ConsoleWords, one: Chat, how: Choosable): TemplateResult {
  const about = plainText(one.goal ?? one.last_text ?? "") || "…";
  const last = plainText(one.last_text ?? "");
  const held = how.held ?? null;
  const off = held !== null || !!how.disabled;
  return html`<label class="option other ${off ? "held" : ""}">
    <input
      type="radio"
      name=${how.name}
      value=${one.id}
      .checked=${how.checked}
      ?disabled=${off}
      @change=${how.pick}
    />
    <span class="grow">
      <strong class="clip" dir="auto">${about}</strong>
      ${last && last !== about ? html`<span class="clip quiet" dir="auto">${last}</span>` : nothing}
      <span class="quiet"
        >${stateText(words, one, how.me)} ·
        <time>${words.moment(one.updated_at ?? one.opened_at)}</time></span
      >
      ${held === null ? nothing : html`<span class="quiet">${words.t("merge.theirs", { name: held })}</span>`}
    </span>
  </label>`;
}

/** What comes with it: who takes it by merging, and a ticket that makes the other one a ticket. */
export function consequences(words: ConsoleWords, kept: Chat, gone: readonly Chat[]): TemplateResult {
  const taken = kept.owner === "queue" || kept.owner === "bot";
  const ticket = kept.ticket ? null : gone.find((one) => one.ticket && one.owner !== "nobody")?.ticket;
  return html`${taken ? html`<p class="hint"><strong>${words.t("merge.claims")}</strong></p>` : nothing}
  ${ticket ? html`<p class="hint">${words.t("merge.ticket", { n: words.label(ticket.number) })}</p>` : nothing}`;
}
