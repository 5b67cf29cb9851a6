/** What the tests of rooms stand on. */
import type { KeyValue } from "./session.js";

/** A storage in memory. */
export class Kept implements KeyValue {
  readonly values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }
}
