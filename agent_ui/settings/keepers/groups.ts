/** Keeps the teams and skills: makes, renames and removes them, and tells first what stands on one. */
import type { Group, Groups, People, Person } from "../models/people.js";
import type { Keeper, Office } from "./keeper.js";

export type GroupKind = "team" | "skill";

export type GroupsAsk =
  | { on: "add"; kind: GroupKind; name: string; member?: string }
  | { on: "rename"; kind: GroupKind; id: string }
  | { on: "name"; name: string }
  | { on: "leave" }
  | { on: "save" }
  | { on: "remove"; kind: GroupKind; id: string }
  | { on: "answer"; yes: boolean };

interface Naming {
  kind: GroupKind;
  group: Group;
  name: string;
  refused: boolean;
}

export class GroupsKeeper implements Keeper {
  known: Groups | null = null;
  people: Person[] = [];
  naming: Naming | null = null;
  removing: { kind: GroupKind; group: Group } | null = null;
  /** A new name that there is already, by kind. */
  taken: GroupKind | null = null;
  /** Moves when a name was taken up, so that its field is empty again. */
  added = 0;

  constructor(private readonly office: Office) {}

  get unsaved(): boolean {
    return this.naming !== null && this.naming.name.trim() !== this.naming.group.name;
  }

  async open(): Promise<void> {
    await this.office.trying(() => this.fetch());
  }

  forget(): void {
    this.known = this.naming = this.removing = this.taken = null;
  }

  async run(ask: GroupsAsk): Promise<void> {
    switch (ask.on) {
      case "add":
        return this.add(ask.kind, ask.name.trim(), ask.member);
      case "rename": {
        const group = this.find(ask.kind, ask.id);
        this.naming = group ? { kind: ask.kind, group, name: group.name, refused: false } : null;
        return;
      }
      case "name":
        if (this.naming) this.naming = { ...this.naming, name: ask.name, refused: false };
        return;
      case "leave":
        this.naming = null;
        return;
      case "save":
        return this.rename();
      case "remove": {
        const group = this.find(ask.kind, ask.id);
        this.removing = group ? { kind: ask.kind, group } : null;
        return;
      }
      case "answer":
        return this.answer(ask.yes);
    }
  }

  private async add(kind: GroupKind, name: string, member?: string): Promise<void> {
    if (!name) return;
    const { http } = this.office;
    const person = this.people.find((one) => one.id === member);
    const refused = await this.office.trying(async () => {
      if (kind === "team") await http.post("/teams", { name });
      else if (person) await http.put(`/people/${person.id}`, withSkill(person, name));
      await this.fetch();
    });
    this.taken = refused === "conflict" ? kind : null;
    if (this.taken) this.office.hush();
    else if (!refused) this.added += 1;
  }

  private async rename(): Promise<void> {
    const { naming, office } = this;
    if (!naming?.name.trim()) return;
    const { kind, group } = naming;
    const name = naming.name.trim();
    const refused = await office.trying(async () => {
      if (kind === "team") await office.http.put(`/teams/${group.id}`, { name });
      else await office.http.put("/skills", { name: group.name, to: name });
      await this.fetch();
    });
    if (refused === "conflict") {
      this.naming = { ...naming, refused: true };
      office.hush();
    } else if (!refused) {
      this.naming = null;
      office.say("done.saved");
    }
  }

  private async answer(yes: boolean): Promise<void> {
    const { removing, office } = this;
    this.removing = null;
    if (!removing || !yes) return;
    const { kind, group } = removing;
    await office.trying(async () => {
      if (kind === "team") await office.http.delete(`/teams/${group.id}`);
      else await office.http.put("/skills", { name: group.name });
    });
    await this.open();
  }

  private async fetch(): Promise<void> {
    const { http } = this.office;
    const [groups, { people }] = await Promise.all([
      http.get<Groups>("/groups"),
      http.get<People>("/people"),
    ]);
    this.known = groups;
    this.people = people.filter((one) => one.active);
  }

  private find(kind: GroupKind, id: string): Group | undefined {
    return this.known?.[kind === "team" ? "teams" : "skills"].find((one) => one.id === id);
  }
}

function withSkill(person: Person, skill: string): object {
  const { name, role, languages, teams, revision } = person;
  return { name, role, languages, teams, revision, skills: [...person.skills, skill] };
}
