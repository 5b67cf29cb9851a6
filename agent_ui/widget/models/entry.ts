/** Coming in: a visitor's session is made once, kept, and replaced without a word when it is no longer good. */
import type { LinkState } from "../../shared/socket.js";
import type { Calls, Ports, Session } from "./ports.js";
import { readJson } from "./storage.js";

const KEY = "baton.session";
const RETRY_MS = 3000;

export class Entry {
  readonly link: Calls;
  private session: Session | null;
  private renewals = 0;
  private entering: Promise<void> | null = null;

  constructor(
    private readonly ports: Ports,
    private readonly onState: (state: LinkState) => void,
  ) {
    this.session = readJson<Session>(ports.storage, KEY);
    this.link = ports.link(
      () => this.session?.token ?? "",
      (state, reason) => this.linked(state, reason),
    );
  }

  enter(): Promise<void> {
    this.entering ??= this.comeIn().finally(() => (this.entering = null));
    return this.entering;
  }

  /** The session's token; a visitor without one comes in first. */
  async token(): Promise<string> {
    if (!this.session) await this.enter();
    if (!this.session) throw new Error("offline");
    return this.session.token;
  }

  private async comeIn(): Promise<void> {
    try {
      if (!this.session) this.keep(await this.ports.newSession(this.ports.lang()));
      this.link.connect();
    } catch {
      this.onState("offline");
      this.ports.later(() => void this.enter(), RETRY_MS);
    }
  }

  /** The host site says who the customer is; false where that is somebody else than until now. */
  async identify(identity: string): Promise<boolean> {
    const { subjectOf } = await import("../parts/identity.js");
    const who = subjectOf(identity);
    if (this.session?.who === who) return true;
    const token = this.session?.token;
    const session = await this.ports.newSession(this.ports.lang(), { identity, ...(token ? { token } : {}) });
    this.keep({ ...session, who });
    return !token || session.kept === true;
  }

  /** The customer is nobody again; the next call makes a session anew. */
  forget(): void {
    this.session = null;
    this.ports.storage.remove(KEY);
  }

  hurry(): void {
    if (this.session) this.link.hurry();
    else void this.enter();
  }

  private keep(session: Session): void {
    this.session = session;
    this.ports.storage.set(KEY, JSON.stringify(session));
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
    this.forget();
    this.ports.later(() => void this.enter(), this.renewals > 0 ? RETRY_MS : 0);
    this.renewals += 1;
  }
}
