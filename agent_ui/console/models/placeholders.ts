/** Placeholders of prepared texts, filled as the desk fills them. */
import type { Chat } from "./chat.js";

const PLACEHOLDER = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;
const LOOSE = /[ \t]+(?=[,.;:!?،؛؟])|(?<=[ \t])[ \t]+/g;

export type Values = Readonly<Record<string, string | null | undefined>>;

/** The text with what is known; what is not leaves no gap before a comma. */
export function fill(text: string, values: Values): string {
  const filled = text.replace(
    PLACEHOLDER,
    (_, name: string, instead?: string) => values[name.trim()] || (instead ?? "").trim(),
  );
  return filled === text ? text : filled.replace(LOOSE, "").trim();
}

export function valuesOf(chat: Chat, agent: string): Values {
  const { visitor } = chat;
  return {
    "agent.first_name": firstName(agent),
    "agent.name": agent,
    "conversation.id": chat.id,
    "customer.email": visitor?.email,
    "customer.first_name": firstName(visitor?.name),
    "customer.name": visitor?.name,
    "customer.phone": visitor?.phone,
    "ticket.number": chat.ticket ? `#${chat.ticket.number}` : null,
  };
}

function firstName(name: string | null | undefined): string | null {
  return name?.trim().split(/\s+/)[0] ?? null;
}
