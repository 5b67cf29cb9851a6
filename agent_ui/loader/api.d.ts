/** What a host page may call once the loader ran; before, it may push calls to be made then. */
interface BatonApi {
  open(): void;
  close(): void;
  toggle(): void;
  /** `en`, `fa` or `pl`; a language tag such as `pl-PL` will do. */
  setLang(lang: string): void;
  /** A JWT that your server signed; turns the visitor into the contact of its `sub`. */
  identify(token: string): void;
  /** Forget the customer on this device: call it where your site logs them out. */
  logout(): void;
  /** What agents shall know of this visit: at most 30 texts, numbers or true/false. Each call replaces the last. */
  setAttributes(values: Record<string, string | number | boolean>): void;
  /** Say something in the customer's name. */
  send(text: string): void;
  /** Returns what ends the listening. */
  on<K extends keyof BatonEvents>(name: K, listener: (detail: BatonEvents[K]) => void): () => void;
  /** Calls as the queue holds them: `["identify", token]`. */
  push(...calls: BatonCall[]): void;
}

interface BatonEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  message: { author: "visitor" | "bot" | "agent" | "system"; kind: string; seq: number };
  unread: number;
  handoff: { owner: "queue" | "agent" };
  /** `code` is one of docs/protocol.md, such as `unauthenticated` for an identity that was refused. */
  error: { call: "identify"; code: string };
}

type BatonCall = [name: Exclude<keyof BatonApi, "push">, ...values: unknown[]];
/** What a page makes of `window.Baton` before the loader ran: `window.Baton = window.Baton || []`. */
type BatonQueue = BatonCall[];

interface Window {
  Baton?: BatonApi;
}
