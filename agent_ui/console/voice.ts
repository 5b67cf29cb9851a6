/** What the console says to the agent: notices that go by themselves, and announcements for who listens. */
import type { Changes } from "../rooms/changes.js";
import { HttpError } from "../rooms/http.js";
import type { Params } from "../shared/i18n.js";
import { CallError } from "../shared/socket.js";
import type { Command } from "./commands.js";
import { Notices, refusalKey, type Notice } from "./models/notices.js";
import type { ConsoleKey } from "./words.js";

const NOTICE_MS = 4500;
const REFUSAL_MS = 12_000;

export class Voice {
  readonly notices = new Notices();
  /** What the live region says. */
  announced: { key: ConsoleKey; params: Record<string, string> } | null = null;

  constructor(
    private readonly changes: Changes,
    private readonly onExpired: () => void,
  ) {}

  say(tone: Notice["tone"], key: ConsoleKey, params: Params = {}, action?: Command): void {
    const id = this.notices.add(tone, key, params, action);
    setTimeout(
      () => {
        this.notices.remove(id);
        this.changes.changed();
      },
      tone === "bad" || action ? REFUSAL_MS : NOTICE_MS,
    );
    this.changes.changed();
  }

  announce(key: ConsoleKey, params: Record<string, string>): void {
    this.announced = { key, params };
    this.changes.changed();
  }

  /** A refusal in plain words; anything else is a fault of our own and stays one. */
  readonly failed = (error: unknown): void => {
    if (!(error instanceof CallError || error instanceof HttpError)) throw error;
    if (error.code === "unauthenticated") this.onExpired();
    else this.say("bad", refusalKey(error.code), { code: error.code });
  };
}
