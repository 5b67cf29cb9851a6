/** Values for the console's tests. */
import { conversation, message } from "../../shared/testing.js";
import type { AgentMessage, Chat, Colleague, Pending } from "./chat.js";

export const ME = "agent-ana";
export { message };

export function chat(parts: Partial<Chat> & { id: string }): Chat {
  return {
    ...conversation(),
    visitor: { id: `visitor-${parts.id}`, name: null, email: null },
    updated_at: "2026-03-01T10:00:00Z",
    unread: 0,
    goal: null,
    last_text: null,
    ...parts,
  };
}

export function mine(parts: Partial<Chat> & { id: string }): Chat {
  return chat({ owner: "agent", agent: { id: ME, name: "Ana" }, ...parts });
}

export function waiting(parts: Partial<Chat> & { id: string }): Chat {
  return chat({ owner: "queue", waiting_since: "2026-03-01T10:00:00Z", ...parts });
}

export function said(seq: number, parts: Partial<AgentMessage> = {}): AgentMessage {
  return message({ seq, ...parts });
}

export function colleague(parts: Partial<Colleague> & { id: string }): Colleague {
  return {
    name: parts.id,
    role: "agent",
    availability: "online",
    present: true,
    load: 0,
    capacity: 4,
    ...parts,
  };
}

export function pending(clientMessageId: string, parts: Partial<Pending> = {}): Pending {
  return {
    clientMessageId,
    conversationId: "conversation-1",
    text: "On my way",
    kind: "text",
    lang: "en",
    author: { type: "agent", id: ME, name: "Ana" },
    createdAt: "2026-03-01T10:00:00Z",
    failed: null,
    ...parts,
  };
}
