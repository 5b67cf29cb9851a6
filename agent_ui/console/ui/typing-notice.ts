/** Tells the other side that somebody is writing, and that they have stopped. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { command } from "../commands.js";

const EVERY_MS = 2500;
const OFF_MS = 4500;

export class TypingNotice implements ReactiveController {
  private since = 0;
  private quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.quiet);
  }

  /** Another conversation: what was told belongs to the last one. */
  forget(): void {
    this.since = 0;
  }

  stroke(): void {
    const now = Date.now();
    if (now - this.since > EVERY_MS) {
      this.since = now;
      command(this.host, { do: "typing", on: true });
    }
    clearTimeout(this.quiet);
    this.quiet = setTimeout(this.stop, OFF_MS);
  }

  readonly stop = (): void => {
    clearTimeout(this.quiet);
    if (!this.since) return;
    this.since = 0;
    if (this.host.isConnected) command(this.host, { do: "typing", on: false });
  };
}
