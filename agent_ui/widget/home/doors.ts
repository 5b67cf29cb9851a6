/** What the rooms behind the chat need of the widget. */
import type { Frame } from "../elements/frame.js";
import type { Chat } from "../models/chat.js";
import type { KeyValue } from "../models/outbox.js";

export interface Doors {
  frame: Frame;
  chat: Chat;
  storage: KeyValue;
  /** A call over HTTP in the visitor's name; the path is that after `/visitor/`. */
  ask: <T>(path: string, how?: RequestInit) => Promise<T>;
  /** What the page around is told may have changed. */
  changed: () => void;
}
