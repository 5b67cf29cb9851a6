/** A room that asks the desk over HTTP: busy while it asks, and a refusal is said in plain words. */
import { RoomController, type Surroundings } from "./controller.js";
import { HttpError } from "./http.js";
import type { Room } from "./rooms.js";
import { Voice } from "./voice.js";

export abstract class HttpController<C extends { do: string }, K extends string> extends RoomController<C> {
  busy = false;
  readonly voice: Voice<K>;

  constructor(room: Room, around: Surroundings, refusals: Readonly<Record<string, K | undefined>> = {}) {
    super(room, around);
    this.voice = new Voice(this.changes, refusals);
  }

  dismiss(): void {
    this.voice.hush();
    this.changes.changed();
  }

  /** True when the desk did not refuse. */
  protected async trying(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.changes.changed();
    try {
      await work();
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** A log-in that ran out is the door's to say. */
  protected override failed(error: unknown): void {
    if (!(error instanceof HttpError)) throw error;
    if (error.status !== 401) this.voice.refused(error.code, error.message);
  }
}
