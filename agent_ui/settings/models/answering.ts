/** The risk dial: what is in force, what is wanted, and the replay that belongs to it. */
import type { Answering, Replay } from "./wire.js";

export const DAYS = [7, 30, 90, 365] as const;

export class AnsweringModel {
  saved: Answering | null = null;
  replay: Replay | null = null;
  /** The replay on its way belongs to a newer position of the dial. */
  stale = false;
  days = 30;
  private wanted: number | null = null;

  get risk(): number {
    return this.wanted ?? this.saved?.risk ?? 0;
  }

  /** The dial stands elsewhere than what is in force. */
  get turned(): boolean {
    return this.saved !== null && this.wanted !== null && this.wanted !== this.saved.risk;
  }

  get inHundred(): number {
    return Math.round(this.risk * 100);
  }

  learnt(saved: Answering): void {
    this.saved = saved;
    if (this.wanted === saved.risk) this.wanted = null;
  }

  /** Whole hundredths between the desk's own limits; anything else is left as it was. */
  turn(risk: number): void {
    if (!this.saved || !Number.isFinite(risk)) return;
    const whole = Math.round(risk * 100) / 100;
    this.wanted = Math.min(this.saved.greatest, Math.max(this.saved.least, whole));
    this.stale = true;
  }

  reset(): void {
    this.wanted = null;
    this.stale = true;
  }

  /** Only the answer to the dial as it stands now is shown. */
  replayed(replay: Replay): void {
    if (replay.risk !== this.risk || replay.days !== this.days) return;
    this.replay = replay;
    this.stale = false;
  }

  /** How many more labelled answers it takes before the judge can be refitted. */
  get missing(): number {
    const labels = this.saved?.labels;
    return labels ? Math.max(0, labels.needed - labels.n) : 0;
  }

  /** Much is known that the judge in force has not learnt: it is time to train again. */
  get worthTraining(): boolean {
    const { saved } = this;
    if (!saved || this.missing > 0) return false;
    const learnt = saved.judge.own ? (saved.judge.report.labels ?? 0) : 0;
    return saved.labels.n >= learnt * 1.2 + 10;
  }
}
