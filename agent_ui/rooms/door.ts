/** Logging in and out of a room, and what happens when the log-in runs out in mid-work. */
import type { Role } from "../shared/wire.js";
import type { Changes } from "./changes.js";
import { Http, HttpError } from "./http.js";
import type { Credentials } from "./login.js";
import type { Session, SessionStore } from "./session.js";

export class Door {
  session: Session | null;
  /** The log-in ran out: the room stays as it is behind the veil. */
  expired = false;
  busy = false;
  failure = "";
  readonly http: Http;

  constructor(
    private readonly store: SessionStore,
    private readonly changes: Changes,
    private readonly admits: (role: Role) => boolean,
    private readonly onIn: () => void,
    private readonly onOut: () => void,
  ) {
    this.session = store.read();
    this.http = new Http(
      () => this.session?.token ?? null,
      () => this.expire(),
    );
  }

  get open(): boolean {
    return this.session !== null && !this.expired;
  }

  async logIn({ email, password, keep }: Credentials): Promise<void> {
    this.busy = true;
    this.failure = "";
    this.changes.changed();
    try {
      const session = await this.http.post<Session>("/auth/login", { email, password });
      // The desk does not repeat the address; the page needs it to log in again.
      const agent = { ...session.agent, email };
      if (this.admits(agent.role)) this.enter({ token: session.token, agent }, keep);
      else this.failure = "role";
    } catch (error) {
      this.failure = error instanceof HttpError ? error.code : "error";
    }
    this.busy = false;
    this.changes.changed();
  }

  /** Somebody has come in by another way than their password. */
  letIn(session: Session): void {
    this.failure = "";
    this.enter(session, false);
    this.changes.changed();
  }

  /** The same person under another name, or with another token. */
  renew(parts: Partial<Session>): void {
    if (!this.session) return;
    this.session = { ...this.session, ...parts };
    this.store.renew(this.session);
  }

  logOut(): void {
    this.session = null;
    this.expired = false;
    this.store.clear();
    this.onOut();
    this.changes.changed();
  }

  /** This account has no business in this room. */
  turnAway(): void {
    this.failure = "role";
    this.logOut();
  }

  /** Not this room's, but still logged in elsewhere: asked for another account, and nothing is forgotten. */
  stayOut(): void {
    this.failure = "role";
    this.session = null;
  }

  expire(): void {
    if (!this.open) return;
    this.expired = true;
    this.store.clear();
    this.onOut();
    this.changes.changed();
  }

  private enter(session: Session, keep: boolean): void {
    const same = this.session?.agent.id === session.agent.id;
    if (this.session && !same) this.onOut();
    this.session = session;
    this.expired = false;
    this.store.write(session, keep);
    this.onIn();
  }
}
