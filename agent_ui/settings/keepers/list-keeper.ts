/** Keeps a list whose things are written one at a time: searches it, and knows what is not saved. */
import { Editing } from "../models/editing.js";
import type { Keeper, Office } from "./keeper.js";

export type ListAsk<D> =
  | { on: "search"; query: string }
  | { on: "add" }
  | { on: "edit"; id: string }
  | { on: "draft"; parts: Partial<D> }
  | { on: "leave" }
  | { on: "save" }
  | { on: "settle"; keep: "mine" | "theirs" };

export abstract class ListKeeper<
  I extends { id: string; revision: number },
  D extends object,
> implements Keeper {
  query = "";
  editing: Editing<D> | null = null;

  constructor(protected readonly office: Office) {}

  /** What a new one begins with. */
  protected abstract readonly blank: D;

  protected abstract draftOf(item: I): D;

  protected abstract find(id: string): I | undefined;

  protected abstract fetch(): Promise<void>;

  protected abstract problemsOf(editing: Editing<D>): ReadonlySet<string>;

  /** Tells the desk what was written. */
  protected abstract keep(editing: Editing<D>): Promise<void>;

  get unsaved(): boolean {
    return this.editing?.changed ?? false;
  }

  get problems(): ReadonlySet<string> {
    return this.editing ? this.problemsOf(this.editing) : new Set();
  }

  async open(): Promise<void> {
    await this.office.trying(() => this.fetch());
  }

  forget(): void {
    this.editing = null;
    this.query = "";
  }

  protected async write(ask: ListAsk<D>): Promise<void> {
    switch (ask.on) {
      case "search":
        this.query = ask.query;
        return;
      case "add":
        this.editing = new Editing(null, this.blank, 0);
        return;
      case "edit": {
        const item = this.find(ask.id);
        if (item) this.editing = new Editing(item.id, this.draftOf(item), item.revision);
        return;
      }
      case "draft":
        this.editing?.edit(ask.parts);
        return;
      case "leave":
        if (this.editing?.leave()) this.editing = null;
        return;
      case "save":
        return this.save();
      case "settle":
        return this.settle(ask.keep);
    }
  }

  /** Somebody was faster. */
  protected refused(editing: Editing<D>): void {
    editing.overtaken = true;
  }

  private async save(): Promise<void> {
    const { editing, office } = this;
    if (!editing) return;
    editing.tried = true;
    if (this.problems.size > 0) return;
    const refused = await office.trying(async () => {
      await this.keep(editing);
      await this.fetch();
    });
    if (refused === "conflict") {
      this.refused(editing);
      office.hush();
    } else if (!refused) {
      this.editing = null;
      office.say("done.saved");
    }
  }

  private async settle(keep: "mine" | "theirs"): Promise<void> {
    await this.open();
    const item = this.find(this.editing?.id ?? "");
    if (item) this.editing?.settle(this.draftOf(item), item.revision, keep);
  }
}
