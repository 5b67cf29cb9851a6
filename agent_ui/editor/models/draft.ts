/** The article in the form: what was read, what was written since, and who saved in between. */
import { faultsOf, fieldsOf, sameFields, type Article, type Fault, type Fields } from "./article.js";

export class Draft {
  private constructor(
    /** As last read or saved; null while it was never saved. */
    readonly base: Article | null,
    readonly fields: Fields,
    private readonly start: Fields,
    /** Somebody else's version, saved since `base` was read. */
    readonly theirs: Article | null,
  ) {}

  static of(article: Article): Draft {
    const fields = fieldsOf(article);
    return new Draft(article, fields, fields, null);
  }

  static blank(fields: Fields): Draft {
    return new Draft(null, fields, fields, null);
  }

  get id(): string | null {
    return this.base?.id ?? null;
  }

  get dirty(): boolean {
    return !sameFields(this.fields, this.start);
  }

  get faults(): Fault[] {
    return faultsOf(this.fields);
  }

  /** The revision to save on. */
  get revision(): number {
    return this.base?.revision ?? 0;
  }

  change(fields: Partial<Fields>): Draft {
    return new Draft(this.base, { ...this.fields, ...fields }, this.start, this.theirs);
  }

  /** Saved as `article`; what was written while the answer was on its way stays unsaved. */
  saved(article: Article, sent: Fields): Draft {
    const now = fieldsOf(article);
    const untouched = sameFields(this.fields, sent);
    return new Draft(
      article,
      untouched ? now : { ...this.fields, slug: this.fields.slug || now.slug },
      now,
      null,
    );
  }

  /** Only the status changed, not a word. */
  moved(article: Article): Draft {
    return new Draft(article, this.fields, this.start, null);
  }

  conflict(theirs: Article): Draft {
    return new Draft(this.base, this.fields, this.start, theirs);
  }

  /** My words on top of theirs: the next save replaces what they saved. */
  keepMine(): Draft {
    if (!this.theirs) return this;
    return new Draft(this.theirs, this.fields, fieldsOf(this.theirs), null);
  }

  takeTheirs(): Draft {
    return this.theirs ? Draft.of(this.theirs) : this;
  }

  /** The fields in which the two versions differ. */
  differences(): (keyof Fields)[] {
    if (!this.theirs) return [];
    const theirs = fieldsOf(this.theirs);
    return (Object.keys(theirs) as (keyof Fields)[]).filter(
      (name) => JSON.stringify(theirs[name]) !== JSON.stringify(this.fields[name]),
    );
  }
}
