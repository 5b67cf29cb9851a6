/** Keeps what is known of e-mail: how it is set up, what was given up, and which addresses get none. */
import type { Keeper, Office } from "./keeper.js";

export interface MailServer {
  host: string;
  port: number;
  tls: boolean;
  user: string;
  folder: string | null;
}

export interface DeadMail {
  id: string;
  conversation_id: string;
  kind: "answer" | "transcript";
  ticket: number | null;
  address: string | null;
  problem: string | null;
  tries: number;
  at: string | null;
  undeliverable: boolean;
  /** No mail at all goes to its address. */
  suppressed: boolean;
}

/** An address that gets no mail, or got none until it was lifted: by nobody means by a mail from there. */
export interface Suppression {
  id: string;
  address: string;
  reason: "bounced" | "complained";
  problem: string;
  at: string;
  lifted_at: string | null;
  lifted_by_name: string | null;
}

export interface Suppressions {
  total: number;
  in_force: Suppression[];
  lifted: Suppression[];
}

export interface MailSettings {
  outgoing: MailServer | null;
  incoming: MailServer | null;
  sender_name: string;
  sender_address: string;
  window_seconds: number;
  pause_seconds: number;
  max_bytes: number;
  waiting: number;
  dead: DeadMail[];
}

export interface Finding {
  name: string;
  verdict: "ok" | "warning" | "problem";
  found: string;
  remedy: string;
}

export type MailAsk =
  | { on: "check" }
  | { on: "again"; mail: DeadMail }
  | { on: "search"; query: string }
  | { on: "lift"; suppression: Suppression }
  | { on: "answer"; yes: boolean };

const PATH = "/settings/mail";

export class MailKeeper implements Keeper {
  readonly unsaved = false;
  known: MailSettings | null = null;
  findings: Finding[] | null = null;
  suppressions: Suppressions | null = null;
  query = "";
  /** What is to be lifted, once that is confirmed. */
  lifting: Suppression | null = null;

  constructor(private readonly office: Office) {}

  async open(): Promise<void> {
    await this.office.trying(async () => {
      this.known = await this.office.http.get<MailSettings>(PATH);
    });
    await this.search();
  }

  forget(): void {
    this.known = this.findings = this.suppressions = this.lifting = null;
    this.query = "";
  }

  async run(ask: MailAsk): Promise<void> {
    switch (ask.on) {
      case "check":
        this.findings = null;
        await this.office.trying(async () => {
          this.findings = (await this.office.http.post<{ findings: Finding[] }>(`${PATH}/check`)).findings;
        });
        return;
      case "again": {
        const refused = await this.office.trying(async () => {
          this.known = await this.office.http.post<MailSettings>(`${PATH}/dead/${ask.mail.id}/again`);
        });
        if (refused === null) this.office.say("mail.sent_again");
        else await this.open();
        return;
      }
      case "search":
        this.query = ask.query;
        return this.search();
      case "lift":
        this.lifting = ask.suppression;
        return;
      case "answer":
        return this.lift(ask.yes);
    }
  }

  /** What was typed last is what is shown, whichever answer comes last. */
  private async search(): Promise<void> {
    const { query, office } = this;
    await office.trying(async () => {
      const path = `${PATH}/suppressions?q=${encodeURIComponent(query.trim())}`;
      const found = await office.http.get<Suppressions>(path);
      if (query === this.query) this.suppressions = found;
    });
  }

  private async lift(yes: boolean): Promise<void> {
    const { lifting, office } = this;
    this.lifting = null;
    if (!lifting || !yes) return;
    const refused = await office.trying(async () => {
      await office.http.post(`${PATH}/suppressions/${lifting.id}/lift`);
    });
    await this.open();
    if (refused === null) office.say("suppressed.lifted", { address: lifting.address });
  }
}
