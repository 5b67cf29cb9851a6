/** What the editor is told: good news for a moment, bad news until it is read. */
import type { Changes } from "../rooms/changes.js";
import type { HttpError } from "../rooms/http.js";
import type { EditorKey } from "./words.js";

const NOTICE_MS = 3500;

export interface Said {
  key: EditorKey;
  params: Record<string, string>;
  bad: boolean;
}

export class Voice {
  said: Said | null = null;

  constructor(private readonly changes: Changes) {}

  say(key: EditorKey, bad = false, params: Record<string, string> = {}): void {
    const said = { key, params, bad };
    this.said = said;
    if (!bad)
      setTimeout(() => {
        if (this.said === said) this.said = null;
        this.changes.changed();
      }, NOTICE_MS);
  }

  failed(error: HttpError): void {
    this.say(FAILURES[error.code] ?? "error.else", true, { code: error.code, detail: error.message });
  }
}

const FAILURES: Readonly<Record<string, EditorKey | undefined>> = {
  offline: "error.offline",
  forbidden: "error.forbidden",
  article_not_found: "error.not_found",
  not_found: "error.not_found",
  slug_taken: "error.slug_taken",
  invalid: "error.invalid",
  invalid_article: "error.invalid",
  too_large: "error.too_large",
  rate_limited: "error.rate_limited",
  unavailable: "error.unavailable",
};
