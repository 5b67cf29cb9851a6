/** The frame's localStorage, or memory where the browser forbids it (third-party storage switched off). */
import type { KeyValue } from "./outbox.js";

export class MemoryStorage implements KeyValue {
  private readonly values = new Map<string, string>();

  keys(): string[] {
    return [...this.values.keys()];
  }

  get(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  set(key: string, value: string): void {
    this.values.set(key, value);
  }

  remove(key: string): void {
    this.values.delete(key);
  }
}

class BrowserStorage implements KeyValue {
  constructor(private readonly storage: Storage) {}

  keys(): string[] {
    return Object.keys(this.storage);
  }

  get(key: string): string | null {
    return this.storage.getItem(key);
  }

  /** A full store loses the cache, never the page. */
  set(key: string, value: string): void {
    try {
      this.storage.setItem(key, value);
    } catch {
      this.storage.removeItem(key);
    }
  }

  remove(key: string): void {
    this.storage.removeItem(key);
  }
}

export function openStorage(): KeyValue {
  try {
    return new BrowserStorage(window.localStorage);
  } catch {
    return new MemoryStorage();
  }
}

export function readJson<T>(storage: KeyValue, key: string): T | null {
  try {
    return JSON.parse(storage.get(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}
