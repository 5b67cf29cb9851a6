/** Values for tests. */
import type { Conversation, Message } from "./wire.js";

export function message(parts: Partial<Message> & { seq: number }): Message {
  return {
    id: `message-${parts.seq}`,
    conversation_id: "conversation-1",
    client_message_id: null,
    author: { type: "visitor" },
    kind: "text",
    text: `text ${parts.seq}`,
    payload: null,
    lang: "en",
    created_at: "2026-03-01T10:00:00Z",
    ...parts,
  };
}

export function conversation(parts: Partial<Conversation> = {}): Conversation {
  return {
    id: "conversation-1",
    owner: "bot",
    epoch: 0,
    state: "open",
    lang: "en",
    priority: "normal",
    opened_at: "2026-03-01T10:00:00Z",
    head_seq: 0,
    tags: [],
    ...parts,
  };
}
