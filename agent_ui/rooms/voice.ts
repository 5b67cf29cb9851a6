/** What a room tells: good news for a moment, bad news until it is read. */
import type { Params } from "../shared/i18n.js";
import type { Changes } from "./changes.js";
import type { RoomKey } from "./words.js";

const NOTICE_MS = 3500;

export interface Said<K extends string> {
  key: K | RoomKey;
  params: Params;
  bad: boolean;
  code: string;
}

export class Voice<K extends string> {
  said: Said<K> | null = null;

  /** `refusals`: what this room says of a refusal, beyond what every room says. */
  constructor(
    private readonly changes: Changes,
    private readonly refusals: Readonly<Record<string, K | undefined>> = {},
  ) {}

  say(key: K | RoomKey, params: Params = {}): void {
    const said = { key, params, bad: false, code: "" };
    this.said = said;
    setTimeout(() => {
      if (this.said === said) this.hush();
      this.changes.changed();
    }, NOTICE_MS);
  }

  refused(code: string, detail: string): void {
    const key = this.refusals[code] ?? REFUSALS[code] ?? "refused.else";
    this.said = { key, params: { code, detail }, bad: true, code };
  }

  hush(): void {
    this.said = null;
  }
}

const REFUSALS: Readonly<Record<string, RoomKey | undefined>> = {
  offline: "refused.offline",
  forbidden: "refused.forbidden",
  rate_limited: "refused.rate_limited",
  unavailable: "refused.unavailable",
};
