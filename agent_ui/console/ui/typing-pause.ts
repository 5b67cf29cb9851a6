/** Waits until somebody has stopped typing; an element that leaves the page asks nothing more. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

export class TypingPause implements ReactiveController {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost,
    private readonly ms = 250,
  ) {
    host.addController(this);
  }

  /** Do this after the pause, and nothing of what was to be done before. */
  after(work: () => void): void {
    this.cancel();
    this.timer = setTimeout(work, this.ms);
  }

  cancel(): void {
    clearTimeout(this.timer);
  }

  hostDisconnected(): void {
    this.cancel();
  }
}
