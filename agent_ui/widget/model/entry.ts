/** Coming in: a visitor's session is made once, kept, and replaced without a word when it is no longer good. */
import type { LinkState } from "../../shared/socket.js";
import type { Lang } from "../../shared/wire.js";
import type { Calls, Ports, Session } from "./ports.js";
import { readJson } from "./storage.js";

const KEY = "baton.session";
const RETRY_MS = 3000;

export class Entry {
  readonly link: Calls;
  private session: Session | null;
  private renewals = 0;
  private entering = false;

  constructor(
    private readonly ports: Ports,
    private readonly lang: () => Lang,
    private readonly onState: (state: LinkState) => void,
  ) {
    this.session = readJson<Session>(ports.storage, KEY);
    this.link = ports.link(
      () => this.session?.token ?? "",
      (state, reason) => this.linked(state, reason),
    );
  }

  async enter(): Promise<void> {
    if (this.entering) return;
    this.entering = true;
    try {
      if (!this.session) {
        this.session = await this.ports.newSession(this.lang());
        this.ports.storage.set(KEY, JSON.stringify(this.session));
      }
      this.link.connect();
    } catch {
      this.onState("offline");
      this.ports.later(() => void this.enter(), RETRY_MS);
    } finally {
      this.entering = false;
    }
  }

  hurry(): void {
    if (this.session) this.link.hurry();
    else void this.enter();
  }

  private linked(state: LinkState, reason?: string): void {
    this.onState(state);
    if (state === "online") this.renewals = 0;
    else if (state === "refused") this.refused(reason);
  }

  private refused(reason?: string): void {
    if (reason !== "unauthenticated") {
      this.ports.later(() => this.link.connect(), RETRY_MS);
      return;
    }
    this.session = null;
    this.ports.storage.remove(KEY);
    this.ports.later(() => void this.enter(), this.renewals > 0 ? RETRY_MS : 0);
    this.renewals += 1;
  }
}
