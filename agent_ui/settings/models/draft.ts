/** A setting that is a form: what is in force, what is being written over it, and whether they still fit. */

/** Who set it when; nobody yet at revision 0. */
export interface Stamp {
  revision: number;
  by: string | null;
  at: string | null;
}

export abstract class DraftModel<S extends Stamp, D> {
  saved: S | null = null;
  draft: D | null = null;
  /** Somebody else changed it since it was loaded. */
  overtaken = false;
  /** Saving was tried with something amiss: what is amiss is shown from now on. */
  tried = false;

  protected abstract draftOf(saved: S): D;

  /** What the desk is asked to take, without the revision. */
  protected abstract bodyOf(draft: D): object;

  /** Whether the draft can be sent. */
  abstract get sound(): boolean;

  learnt(saved: S): void {
    this.saved = saved;
    this.reset();
  }

  /** Theirs is in force now, and mine is still to be written over it. */
  keep(saved: S): void {
    this.saved = saved;
    this.overtaken = false;
  }

  edit(draft: D): void {
    this.draft = draft;
  }

  reset(): void {
    this.draft = this.saved && this.draftOf(this.saved);
    this.overtaken = false;
    this.tried = false;
  }

  forget(): void {
    this.saved = null;
    this.reset();
  }

  get changed(): boolean {
    if (!this.saved || !this.draft) return false;
    return JSON.stringify(this.draft) !== JSON.stringify(this.draftOf(this.saved));
  }

  get body(): object | null {
    if (!this.saved || !this.draft) return null;
    return { ...this.bodyOf(this.draft), revision: this.saved.revision };
  }
}
