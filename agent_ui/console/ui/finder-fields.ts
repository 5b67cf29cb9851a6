/** The filters of the search, each a choice that may be left open. */
import { html } from "lit";
import { LANGS } from "../../shared/i18n.js";
import type { Colleague } from "../models/chat.js";
import type { Filters } from "../models/shelf.js";
import type { ConsoleWords } from "../words.js";
import { langName } from "./text.js";

const OWNERS = ["bot", "queue", "agent"] as const;
const PRIORITIES = ["urgent", "high", "normal", "low"] as const;
const DAYS = [1, 7, 30, 90] as const;

export function filterFields(
  words: ConsoleWords,
  filters: Filters,
  colleagues: readonly Colleague[],
  ask: (change: Partial<Filters>) => void,
) {
  const choice = choosing(words, filters, ask);
  const people = colleagues.map(({ id, name }) => [id, name] as const);
  return html`<div class="fields">
    ${choice("agent_id", words.t("find.agent"), people)}
    ${choice(
      "state",
      words.t("find.state"),
      (["open", "snoozed", "resolved"] as const).map((one) => [one, words.t(`find.state.${one}`)] as const),
    )}
    ${choice(
      "owner",
      words.t("find.owner"),
      OWNERS.map((one) => [one, words.t(`find.owner.${one}`)] as const),
    )}
    ${choice(
      "priority",
      words.t("side.priority"),
      PRIORITIES.map((one) => [one, words.t(`priority.${one}`)] as const),
    )}
    ${choice(
      "lang",
      words.t("side.language"),
      LANGS.map((one) => [one, langName(words, one)] as const),
    )}
    ${choice(
      "days",
      words.t("find.days"),
      DAYS.map((one) => [String(one), words.n("find.last", one)] as const),
    )}
    <label class="field wide">
      ${words.t("find.tag")}
      <input
        class="input small"
        dir="auto"
        .value=${filters.tag}
        @change=${(event: Event) => ask({ tag: (event.target as HTMLInputElement).value.trim() })}
      />
    </label>
  </div>`;
}

function choosing(words: ConsoleWords, filters: Filters, ask: (change: Partial<Filters>) => void) {
  return (
    name: "agent_id" | "state" | "owner" | "priority" | "lang" | "days",
    label: string,
    options: readonly (readonly [string, string])[],
  ) => {
    const value = String(filters[name] ?? "");
    return html`<label class="field">
      ${label}
      <select
        class="input small"
        @change=${(event: Event) => {
          const chosen = (event.target as HTMLSelectElement).value;
          ask({ [name]: name === "days" ? Number(chosen) || null : chosen });
        }}
      >
        <option value="" ?selected=${!value}>${words.t("find.any")}</option>
        ${options.map(
          ([id, text]) => html`<option value=${id} dir="auto" ?selected=${id === value}>${text}</option>`,
        )}
      </select>
    </label>`;
  };
}
