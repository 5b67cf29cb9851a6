/**
 * What the customer said and the desk has not confirmed. It lies in storage under one key for each entry, so
 * that it outlives a reload and two tabs never overwrite each other; its id makes sending twice be sending once.
 */
import type { Attachment } from "../../shared/wire.js";

export interface KeyValue {
  keys(): string[];
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

export interface Said {
  kind: "text" | "human" | "feedback";
  text: string;
  attachments?: readonly Attachment[] | undefined;
  choice?: { message_id: string; button_id: string };
  feedback?: { message_id: string; helpful: boolean };
}

export interface Draft extends Said {
  id: string;
  conversation_id: string | null;
  created_at: string;
  state: "waiting" | "sending" | "failed";
}

const PREFIX = "baton.outbox.";

export class Outbox {
  private drafts: Draft[];

  constructor(
    private readonly storage: KeyValue,
    private readonly newId: () => string,
    private readonly now: () => Date,
  ) {
    this.drafts = readAll(storage);
  }

  get all(): readonly Draft[] {
    return this.drafts;
  }

  put(said: Said, conversationId: string | null): Draft {
    const created_at = this.now().toISOString();
    const draft: Draft = {
      ...said,
      id: this.newId(),
      conversation_id: conversationId,
      created_at,
      state: "waiting",
    };
    this.drafts = [...this.drafts, draft];
    this.storage.set(PREFIX + draft.id, JSON.stringify(draft));
    return draft;
  }

  /** The oldest that may go out; what failed waits for the customer's word. */
  next(): Draft | undefined {
    return this.drafts.find((draft) => draft.state === "waiting");
  }

  /** From now on it belongs to this conversation, also after a reload. */
  sending(id: string, conversationId: string): void {
    this.change(id, { state: "sending", conversation_id: conversationId });
  }

  waiting(id: string): void {
    this.change(id, { state: "waiting" });
  }

  failed(id: string): void {
    this.change(id, { state: "failed" });
  }

  /** The desk has it, or the customer gave it up. */
  drop(id: string): void {
    this.drafts = this.drafts.filter((draft) => draft.id !== id);
    this.storage.remove(PREFIX + id);
  }

  /** A conversation that is gone takes nothing along: its unsent words go to the next one. */
  orphan(id?: string): void {
    for (const draft of this.drafts)
      if (id === undefined || draft.id === id)
        this.change(draft.id, { conversation_id: null, state: "waiting" });
  }

  private change(id: string, parts: Partial<Draft>): void {
    this.drafts = this.drafts.map((draft) => (draft.id === id ? { ...draft, ...parts } : draft));
    const draft = this.drafts.find((one) => one.id === id);
    if (draft) this.storage.set(PREFIX + id, JSON.stringify(draft));
  }
}

/** What an earlier page left, in the order it was said; what was under way goes out again. */
function readAll(storage: KeyValue): Draft[] {
  const drafts: Draft[] = [];
  for (const key of storage.keys().filter((one) => one.startsWith(PREFIX))) {
    try {
      const draft = JSON.parse(storage.get(key) ?? "") as Draft;
      drafts.push({ ...draft, state: draft.state === "failed" ? "failed" : "waiting" });
    } catch {
      storage.remove(key);
    }
  }
  return drafts.sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
}
