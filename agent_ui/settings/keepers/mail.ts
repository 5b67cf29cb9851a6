/** Keeps what is known of e-mail: how it is set up, what the servers answered, and what was given up. */
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
  ticket: number | null;
  address: string | null;
  problem: string | null;
  tries: number;
  at: string | null;
  undeliverable: boolean;
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

export type MailAsk = { on: "check" } | { on: "again"; mail: DeadMail };

const PATH = "/settings/mail";

export class MailKeeper implements Keeper {
  readonly unsaved = false;
  known: MailSettings | null = null;
  findings: Finding[] | null = null;

  constructor(private readonly office: Office) {}

  async open(): Promise<void> {
    await this.office.trying(async () => {
      this.known = await this.office.http.get<MailSettings>(PATH);
    });
  }

  forget(): void {
    this.known = this.findings = null;
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
      }
    }
  }
}
