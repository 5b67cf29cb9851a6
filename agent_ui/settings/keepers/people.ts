/** Keeps the staff: who there is, who is being written about, and what is asked before it is done. */
import { Editing } from "../models/editing.js";
import {
  BLANK,
  bodyOf,
  draftOf,
  matching,
  problemsOf,
  type Groups,
  type Invited,
  type People,
  type Person,
  type PersonDraft,
} from "../models/people.js";
import type { Keeper, Office } from "./keeper.js";

/** What is asked before it is done to an account. */
export type Deed = "deactivate" | "invite";

export type PeopleAsk =
  | { on: "search"; query: string }
  | { on: "add" }
  | { on: "edit"; id: string }
  | { on: "draft"; parts: Partial<PersonDraft> }
  | { on: "leave" }
  | { on: "save" }
  | { on: "settle"; keep: "mine" | "theirs" }
  | { on: "ask"; deed: Deed; id: string }
  | { on: "answer"; yes: boolean }
  | { on: "reactivate"; id: string }
  | { on: "noted" };

export class PeopleKeeper implements Keeper {
  known: People | null = null;
  groups: Groups = { teams: [], skills: [] };
  query = "";
  editing: Editing<PersonDraft> | null = null;
  asking: { deed: Deed; person: Person } | null = null;
  /** Told once: it is gone when it is closed. */
  invited: Invited | null = null;

  constructor(private readonly office: Office) {}

  get unsaved(): boolean {
    return this.editing?.changed ?? false;
  }

  get shown(): Person[] {
    const people = matching(this.known?.people ?? [], this.query);
    return [...people.filter((one) => one.active), ...people.filter((one) => !one.active)];
  }

  get problems(): ReadonlySet<string> {
    return this.editing ? problemsOf(this.editing.draft, this.editing.id !== null) : new Set();
  }

  get me(): string {
    return this.office.me;
  }

  /** Whether accounts may be made and ended, and not only looked at. */
  get all(): boolean {
    return this.office.all;
  }

  async open(): Promise<void> {
    await this.office.trying(() => this.fetch());
  }

  forget(): void {
    this.known = this.editing = this.asking = this.invited = null;
    this.query = "";
  }

  async run(ask: PeopleAsk): Promise<void> {
    switch (ask.on) {
      case "search":
        this.query = ask.query;
        return;
      case "add":
        this.editing = new Editing(null, BLANK, 0);
        return;
      case "edit": {
        const person = this.person(ask.id);
        if (person) this.editing = new Editing(person.id, draftOf(person), person.revision);
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
      case "ask": {
        const person = this.person(ask.id);
        this.asking = person ? { deed: ask.deed, person } : null;
        return;
      }
      case "answer":
        return this.answer(ask.yes);
      case "reactivate":
        return this.reactivate(ask.id);
      case "noted":
        this.invited = null;
    }
  }

  private async save(): Promise<void> {
    const { editing, office } = this;
    if (!editing) return;
    editing.tried = true;
    if (this.problems.size > 0) return;
    const { draft, id, revision } = editing;
    const refused = await office.trying(async () => {
      if (id) await office.http.put(`/people/${id}`, { ...bodyOf(draft), revision });
      else
        this.invited = await office.http.post<Invited>("/people", { ...bodyOf(draft), email: draft.email });
      await this.fetch();
    });
    if (refused === "conflict") {
      if (id) editing.overtaken = true;
      else editing.refused = "email";
      office.hush();
    } else if (!refused) {
      this.editing = null;
      office.say("done.saved");
    }
  }

  private async settle(keep: "mine" | "theirs"): Promise<void> {
    await this.office.trying(() => this.fetch());
    const person = this.person(this.editing?.id ?? "");
    if (person) this.editing?.settle(draftOf(person), person.revision, keep);
  }

  private async answer(yes: boolean): Promise<void> {
    const { asking, office } = this;
    this.asking = null;
    if (!asking || !yes) return;
    const { deed, person } = asking;
    const refused = await office.trying(async () => {
      const path = `/people/${person.id}/${deed}`;
      if (deed === "invite") this.invited = await office.http.post<Invited>(path);
      else await office.http.post(path, { revision: person.revision });
    });
    await office.trying(() => this.fetch());
    if (!refused && deed === "deactivate") office.say("people.done.deactivated", { name: person.name });
  }

  private async reactivate(id: string): Promise<void> {
    const person = this.person(id);
    if (!person) return;
    const { http } = this.office;
    const refused = await this.office.trying(async () => {
      await http.post(`/people/${id}/reactivate`, { revision: person.revision });
    });
    await this.office.trying(() => this.fetch());
    if (!refused) this.office.say("people.done.reactivated", { name: person.name });
  }

  private async fetch(): Promise<void> {
    const { http } = this.office;
    [this.known, this.groups] = await Promise.all([http.get<People>("/people"), http.get<Groups>("/groups")]);
  }

  private person(id: string): Person | undefined {
    return this.known?.people.find((one) => one.id === id);
  }
}
