/** What an agent has begun to write, for each conversation, kept across reloads and log-ins. */
import type { KeyValue } from "../../rooms/session.js";

export type DraftKind = "text" | "note";

const PREFIX = "baton.draft.";

export class Drafts {
  constructor(
    private readonly storage: KeyValue,
    private readonly me: () => string,
  ) {}

  read(conversationId: string, kind: DraftKind): string {
    return this.storage.getItem(this.key(conversationId, kind)) ?? "";
  }

  write(conversationId: string, kind: DraftKind, text: string): void {
    const key = this.key(conversationId, kind);
    try {
      if (text.trim()) this.storage.setItem(key, text);
      else this.storage.removeItem(key);
    } catch {
      // A full or forbidden storage only costs the draft's survival of a reload.
    }
  }

  has(conversationId: string): boolean {
    return this.read(conversationId, "text") !== "" || this.read(conversationId, "note") !== "";
  }

  private key(conversationId: string, kind: DraftKind): string {
    return `${PREFIX}${this.me()}.${kind}.${conversationId}`;
  }
}
