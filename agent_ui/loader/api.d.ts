/** What a host page may call once the loader ran; it says so by the window event `baton:ready`. */
interface BatonApi {
  open(): void;
  close(): void;
  toggle(): void;
  setLang(lang: string): void;
  /** `ready`, `open`, `close`, `message`, `unread`, `handoff`; returns what ends the listening. */
  on(name: string, listener: (detail: unknown) => void): () => void;
}

interface Window {
  Baton?: BatonApi;
}
