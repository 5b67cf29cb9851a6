/** Copies of conversations by e-mail: whether this desk can send any, and sending one. */
import type { Changes } from "../rooms/changes.js";
import type { Calls } from "./calls.js";
import type { Voice } from "./voice.js";

interface Sending {
  calls: Pick<Calls, "transcriptForm" | "sendTranscript">;
  voice: Pick<Voice, "say">;
  changes: Pick<Changes, "changed">;
}

export class TranscriptKeeper {
  /** One answer holds for the whole desk. */
  on = false;
  private known = false;

  constructor(private readonly desk: Sending) {}

  /** Asked with the first conversation that is looked at; without an answer, with the next. */
  async look(id: string): Promise<void> {
    if (this.known) return;
    this.known = true;
    try {
      this.on = (await this.desk.calls.transcriptForm(id)).on;
      this.desk.changes.changed();
    } catch {
      this.known = false;
    }
  }

  async send(id: string, wanted: string): Promise<void> {
    const { email } = await this.desk.calls.sendTranscript(id, wanted);
    this.desk.voice.say("good", "done.transcript", { email });
  }

  /** Another agent may log in on another desk. */
  forget(): void {
    this.known = this.on = false;
  }
}
