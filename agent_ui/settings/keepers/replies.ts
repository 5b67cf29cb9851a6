/** Keeps canned replies, which are written here, and macros, which are written in the console and removed here. */
import type { ShelfItem } from "../../console/models/shelf.js";
import { Editing } from "../models/editing.js";
import {
  BLANK,
  contentOf,
  draftOf,
  isKept,
  matching,
  problemsOf,
  type Kept,
  type ReplyDraft,
} from "../models/replies.js";
import type { Keeper, Office } from "./keeper.js";

export type RepliesAsk =
  | { on: "search"; query: string }
  | { on: "add" }
  | { on: "edit"; id: string }
  | { on: "draft"; parts: Partial<ReplyDraft> }
  | { on: "leave" }
  | { on: "save" }
  | { on: "settle"; keep: "mine" | "theirs" }
  | { on: "remove"; id: string }
  | { on: "answer"; yes: boolean };

export class RepliesKeeper implements Keeper {
  known: Kept[] | null = null;
  query = "";
  editing: Editing<ReplyDraft> | null = null;
  removing: Kept | null = null;

  constructor(private readonly office: Office) {}

  get unsaved(): boolean {
    return this.editing?.changed ?? false;
  }

  get problems(): ReadonlySet<string> {
    return this.editing ? problemsOf(this.editing.draft) : new Set();
  }

  shown(kind: Kept["kind"]): Kept[] {
    return matching(this.known ?? [], this.query).filter((item) => item.kind === kind);
  }

  async open(): Promise<void> {
    await this.office.trying(() => this.fetch());
  }

  forget(): void {
    this.known = this.editing = this.removing = null;
    this.query = "";
  }

  async run(ask: RepliesAsk): Promise<void> {
    switch (ask.on) {
      case "search":
        this.query = ask.query;
        return;
      case "add":
        this.editing = new Editing(null, BLANK, 0);
        return;
      case "edit": {
        const item = this.find(ask.id);
        if (item?.kind === "canned_reply") this.editing = new Editing(item.id, draftOf(item), item.revision);
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
      case "remove":
        this.removing = this.find(ask.id) ?? null;
        return;
      case "answer":
        return this.answer(ask.yes);
    }
  }

  private async save(): Promise<void> {
    const { editing, office } = this;
    if (!editing) return;
    editing.tried = true;
    if (this.problems.size > 0) return;
    const { draft, id, revision } = editing;
    const [name, content] = [draft.name.trim(), contentOf(draft)];
    const refused = await office.trying(async () => {
      if (id) await office.http.put(`/shelf/${id}`, { name, content, revision });
      else await office.http.post("/shelf", { kind: "canned_reply", shared: draft.shared, name, content });
      await this.fetch();
    });
    if (refused === "conflict") {
      editing.overtaken = true;
      office.hush();
    } else if (!refused) {
      this.editing = null;
      office.say("done.saved");
    }
  }

  private async settle(keep: "mine" | "theirs"): Promise<void> {
    await this.open();
    const item = this.find(this.editing?.id ?? "");
    if (item?.kind === "canned_reply") this.editing?.settle(draftOf(item), item.revision, keep);
  }

  private async answer(yes: boolean): Promise<void> {
    const { removing, office } = this;
    this.removing = null;
    if (!removing || !yes) return;
    await office.trying(async () => {
      await office.http.delete(`/shelf/${removing.id}`);
    });
    await this.open();
  }

  private async fetch(): Promise<void> {
    const { items } = await this.office.http.get<{ items: ShelfItem[] }>("/shelf");
    this.known = items.filter(isKept);
  }

  private find(id: string): Kept | undefined {
    return this.known?.find((item) => item.id === id);
  }
}
