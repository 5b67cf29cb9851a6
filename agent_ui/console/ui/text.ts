/** How the console names people, times and states; the same in every pane. */
import { resolution } from "../../rooms/terms.js";
import { sameDay } from "../../shared/i18n.js";
import type { Availability, Ticket } from "../../shared/wire.js";
import {
  isMine,
  isSnoozed,
  nameOf,
  tailOf,
  type AgentMessage,
  type Chat,
  type Colleague,
} from "../models/chat.js";
import type { Pressing } from "../models/sla.js";
import { parts, type Wait } from "../models/waiting.js";
import type { ConsoleKey, ConsoleWords } from "../words.js";

export function customer(words: ConsoleWords, chat: Chat): string {
  return nameOf(chat) ?? words.t("customer", { tail: tailOf(chat) });
}

export function duration(words: ConsoleWords, wait: Pick<Wait, "seconds">): string {
  const { unit, a, b } = parts(wait.seconds);
  if (unit === "days") return words.t("wait.days", { a });
  if (unit === "hours") return words.t("wait.hours", { a, b });
  const two = new Intl.NumberFormat(words.lang, { minimumIntegerDigits: 2 });
  return `${words.number(a)}:${two.format(b)}`;
}

/** A promise and how long it has left, or how late it is. */
export function clockText(words: ConsoleWords, clock: Pressing): string {
  const time = duration(words, clock);
  const late = clock.pressure === "breached";
  return words.t(late ? `sla.${clock.name}.late` : `sla.${clock.name}`, { time });
}

/** Its number as it is read out, and what it waits for. */
export function ticketText(words: ConsoleWords, ticket: Ticket): string {
  return words.t("ticket.text", {
    n: words.label(ticket.number),
    status: words.t(`ticket.${ticket.status}`),
  });
}

export function snoozeText(words: ConsoleWords, chat: Chat): string {
  const at = chat.snoozed_until;
  return at ? words.t("snooze.until", { when: words.moment(at) }) : words.t("snooze.reply.state");
}

export function percent(words: ConsoleWords, share: number): string {
  return new Intl.NumberFormat(words.lang, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

export function langName(words: ConsoleWords, lang: string): string {
  return lang === "en" || lang === "fa" || lang === "pl" ? words.t(`lang.${lang}`) : lang;
}

export function stateText(words: ConsoleWords, chat: Chat, me: string): string {
  if (chat.merged_into) return words.t("state.merged");
  switch (chat.owner) {
    case "queue":
      return chat.queue
        ? words.t("state.queue.place", { position: chat.queue.position })
        : words.t("state.queue");
    case "bot":
      return chat.task ? words.t("state.bot.task", { task: chat.task }) : words.t("state.bot");
    case "agent":
      if (isSnoozed(chat)) return snoozeText(words, chat);
      return isMine(chat, me)
        ? words.t("state.mine")
        : words.t("state.agent", { name: chat.agent?.name ?? "" });
    case "nobody":
      return chat.resolve_reason
        ? words.t("state.nobody.reason", { reason: resolution(words, chat.resolve_reason) })
        : words.t("state.nobody");
  }
}

/** What happened, in the reader's language and from the desk's side; null where only the customer's words are known. */
export function activityText(words: ConsoleWords, { payload }: Pick<AgentMessage, "payload">): string | null {
  const key = `activity.${payload?.key}` as ConsoleKey;
  const filled = Object.entries(payload?.params ?? {}).map(([name, value]): [string, string] => {
    if (typeof value === "number") return [name, words.label(value)];
    return [name, name === "when" ? words.moment(value) : isolated(value)];
  });
  const text = words.t(key, Object.fromEntries(filled));
  return text === key ? null : text;
}

/** Names and addresses keep their own direction inside a sentence. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** When, in a narrow row: the time of a moment of today, else its day. */
export function whenText(words: ConsoleWords, iso: string, now: Date): string {
  if (sameDay(iso, now.toISOString())) return words.time(iso);
  const at = new Date(iso);
  const year = at.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(words.lang, { day: "numeric", month: "short", year }).format(at);
}

/** A name that the desk may extend: its words if we have them, else the name made readable. */
export function named(words: ConsoleWords, group: "signal" | "fact", name: string): string {
  const key = `${group}.${name}` as ConsoleKey;
  const text = words.t(key);
  return text === key ? name.replaceAll("_", " ") : text;
}

/** How an agent is, and why if they are away. */
export function availabilityText(
  words: ConsoleWords,
  availability: Availability,
  reason: string | null | undefined,
): string {
  if (availability !== "away" || !reason) return words.t(`availability.${availability}`);
  return words.t("away.state", { reason: awayReason(words, reason) });
}

/** A usual reason in the reader's language, the desk's own as it was set. */
export function awayReason(words: ConsoleWords, reason: string): string {
  const key = `away.${reason}` as ConsoleKey;
  const text = words.t(key);
  return text === key ? reason : text;
}

/** What a colleague's dot shows: the choice, unless the connection is gone. */
export function shownAvailability({ availability, present }: Colleague): Availability {
  return present ? availability : "offline";
}
