/** One thing of a list while somebody writes on it: a new one, or one at the revision it was read at. */
export class Editing<D> {
  /** Saving was tried with something amiss: what is amiss is shown from now on. */
  tried = false;
  /** Somebody else changed it since it was read. */
  overtaken = false;
  /** It is to be left, though something is not saved: that is asked first. */
  leaving = false;
  /** What the desk refused, by field. */
  refused: string | null = null;
  private start: string;

  constructor(
    readonly id: string | null,
    public draft: D,
    public revision: number,
  ) {
    this.start = JSON.stringify(draft);
  }

  get changed(): boolean {
    return JSON.stringify(this.draft) !== this.start;
  }

  edit(parts: Partial<D>): void {
    this.draft = { ...this.draft, ...parts };
    this.leaving = false;
    this.refused = null;
  }

  /** Theirs is in force: take it over, or write mine over it. */
  settle(theirs: D, revision: number, keep: "mine" | "theirs"): void {
    this.start = JSON.stringify(theirs);
    this.revision = revision;
    this.overtaken = false;
    if (keep === "theirs") this.draft = theirs;
  }

  /** True when it may be left at once. */
  leave(): boolean {
    if (!this.changed || this.leaving) return true;
    this.leaving = true;
    return false;
  }
}
