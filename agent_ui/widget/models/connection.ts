/** What to tell the customer about the connection: nothing for a blink, the truth after that. */
import type { LinkState } from "../../shared/socket.js";

export type Banner = "none" | "reconnecting" | "offline";

export const PATIENCE_MS = 2000;

export class Connection {
  private since: number;
  private linked = false;
  private network: boolean;

  constructor(network: boolean, now: number) {
    this.network = network;
    this.since = now;
  }

  link(state: LinkState, now: number): void {
    const linked = state === "online";
    if (this.linked && !linked) this.since = now;
    this.linked = linked;
  }

  browser(online: boolean): void {
    this.network = online;
  }

  banner(now: number): Banner {
    if (!this.network) return "offline";
    return this.linked || now - this.since < PATIENCE_MS ? "none" : "reconnecting";
  }
}
