/** What was sent but not yet confirmed, kept over a reload; sending twice is sending once. */
import type { KeyValue } from "../../rooms/session.js";
import type { Pending } from "./chat.js";

export class Outbox {
  constructor(
    private readonly storage: KeyValue,
    private readonly me: () => string,
  ) {}

  read(): Pending[] {
    try {
      const value: unknown = JSON.parse(this.storage.getItem(this.key()) ?? "[]");
      return Array.isArray(value) ? (value as Pending[]) : [];
    } catch {
      return [];
    }
  }

  put(pending: Pending): void {
    this.write([...this.without(pending.clientMessageId), pending]);
  }

  remove(clientMessageId: string): void {
    this.write(this.without(clientMessageId));
  }

  private without(clientMessageId: string): Pending[] {
    return this.read().filter((pending) => pending.clientMessageId !== clientMessageId);
  }

  private write(pendings: Pending[]): void {
    try {
      if (pendings.length > 0) this.storage.setItem(this.key(), JSON.stringify(pendings));
      else this.storage.removeItem(this.key());
    } catch {
      // Without storage the message is still sent; it only would not survive a reload.
    }
  }

  private key(): string {
    return `baton.outbox.${this.me()}`;
  }
}
