/** What the customer chose for themselves: language and light or dark. */
import type { Lang } from "../../shared/wire.js";
import type { KeyValue } from "./outbox.js";
import { readJson } from "./storage.js";

export type Theme = "system" | "light" | "dark";

export interface Look {
  lang?: Lang;
  theme?: Theme;
  /** No sound for new messages. */
  quiet?: boolean;
}

const KEY = "baton.look";

export function readLook(storage: KeyValue): Look {
  return readJson<Look>(storage, KEY) ?? {};
}

export function keepLook(storage: KeyValue, look: Look): void {
  storage.set(KEY, JSON.stringify(look));
}
