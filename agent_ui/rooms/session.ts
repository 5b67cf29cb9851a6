/** Who is logged in on this page, kept for the tab or for this browser. */
import type { Agent } from "../shared/wire.js";

export interface Session {
  token: string;
  agent: Agent;
}

export type KeyValue = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const KEY = "baton.session";

export class SessionStore {
  constructor(
    private readonly tab: KeyValue,
    private readonly browser: KeyValue,
  ) {}

  read(): Session | null {
    return parse(this.tab.getItem(KEY)) ?? parse(this.browser.getItem(KEY));
  }

  /** `keep` survives the closing of the browser; without it the tab is the limit. */
  write(session: Session, keep: boolean): void {
    this.clear();
    (keep ? this.browser : this.tab).setItem(KEY, JSON.stringify(session));
  }

  /** Another token for whoever is logged in, kept where the one before was. */
  renew(session: Session): void {
    this.write(session, this.tab.getItem(KEY) === null);
  }

  clear(): void {
    this.tab.removeItem(KEY);
    this.browser.removeItem(KEY);
  }
}

function parse(text: string | null): Session | null {
  if (!text) return null;
  try {
    const value = JSON.parse(text) as Partial<Session> | null;
    return value?.token && value.agent ? { token: value.token, agent: value.agent } : null;
  } catch {
    return null;
  }
}
