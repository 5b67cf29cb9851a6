/** What the placeholders of a prepared text stand for in a chat. */
import type { Values } from "../../rooms/placeholders.js";
import type { Chat } from "./chat.js";

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
