/** Who is writing. Notices travel apart from the words: each may be lost, or come after them. */
import type { Author, Typing as Notice } from "../../shared/wire.js";
import type { Ports } from "./ports.js";

/** Notices come every few seconds for as long as somebody writes. */
const LAPSE_MS = 7000;
const EVERY_MS = 3000;
/** What comes so soon after the words was on its way before them. */
const LATE_MS = 1500;

export class Typing {
  /** Who of the others writes. */
  author: Author | null = null;
  /** By kind of author: when their words came. */
  private readonly spoke: Partial<Record<Author["type"], number>> = {};
  private told = 0;

  constructor(
    private readonly ports: Pick<Ports, "now" | "later">,
    private readonly changed: () => void,
  ) {}

  heard({ author, on }: Notice): void {
    if (!on) this.stopped(author);
    else if (this.now() - (this.spoke[author.type] ?? 0) > LATE_MS) {
      this.author = author;
      this.ports.later(() => {
        // Those who still write have been announced anew.
        if (this.author !== author) return;
        this.nobody();
        this.changed();
      }, LAPSE_MS);
    }
    this.changed();
  }

  said({ author }: { author: Author }): void {
    this.spoke[author.type] = this.now();
    this.stopped(author);
  }

  /** Whether to tell of the customer: at most once in three seconds while they write, and when they stop. */
  tells(on: boolean): boolean {
    const now = this.now();
    if (on ? now - this.told < EVERY_MS : !this.told) return false;
    this.told = on ? now : 0;
    return true;
  }

  nobody(): void {
    this.author = null;
  }

  private stopped({ type }: Author): void {
    if (this.author?.type === type) this.author = null;
  }

  private now(): number {
    return this.ports.now().getTime();
  }
}
