/** Keeps the staff: who there is, who is being written about, and what is asked before it is done. */
import type { Editing } from "../models/editing.js";
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
import { ListKeeper, type ListAsk } from "./list-keeper.js";

/** What is asked before it is done to an account. */
export type Deed = "deactivate" | "invite" | "picture";

export type PeopleAsk =
  | ListAsk<PersonDraft>
  | { on: "ask"; deed: Deed; id: string }
  | { on: "answer"; yes: boolean }
  | { on: "reactivate"; id: string }
  | { on: "noted" };

export class PeopleKeeper extends ListKeeper<Person, PersonDraft> {
  known: People | null = null;
  groups: Groups = { teams: [], skills: [] };
  asking: { deed: Deed; person: Person } | null = null;
  /** Told once: it is gone when it is closed. */
  invited: Invited | null = null;
  protected override readonly blank = BLANK;
  protected override readonly draftOf = draftOf;

  get shown(): Person[] {
    const people = matching(this.known?.people ?? [], this.query);
    return [...people.filter((one) => one.active), ...people.filter((one) => !one.active)];
  }

  get me(): string {
    return this.office.me;
  }

  /** Whether accounts may be made and ended, and not only looked at. */
  get all(): boolean {
    return this.office.all;
  }

  override forget(): void {
    super.forget();
    this.known = this.asking = this.invited = null;
  }

  async run(ask: PeopleAsk): Promise<void> {
    switch (ask.on) {
      case "ask": {
        const person = this.find(ask.id);
        this.asking = person ? { deed: ask.deed, person } : null;
        return;
      }
      case "answer":
        return this.answer(ask.yes);
      case "reactivate":
        return this.reactivate(ask.id);
      case "noted":
        this.invited = null;
        return;
      default:
        return this.write(ask);
    }
  }

  protected override problemsOf({ draft, id }: Editing<PersonDraft>): ReadonlySet<string> {
    return problemsOf(draft, id !== null);
  }

  protected override async keep({ draft, id, revision }: Editing<PersonDraft>): Promise<void> {
    const { http } = this.office;
    if (id) await http.put(`/people/${id}`, { ...bodyOf(draft), revision });
    else this.invited = await http.post<Invited>("/people", { ...bodyOf(draft), email: draft.email });
  }

  /** Of a new one it is the address that there is already. */
  protected override refused(editing: Editing<PersonDraft>): void {
    if (editing.id) super.refused(editing);
    else editing.refused = "email";
  }

  private async answer(yes: boolean): Promise<void> {
    const { asking, office } = this;
    this.asking = null;
    if (!asking || !yes) return;
    const { deed, person } = asking;
    const refused = await office.trying(async () => {
      const path = `/people/${person.id}/${deed}`;
      if (deed === "invite") this.invited = await office.http.post<Invited>(path);
      else if (deed === "picture") await office.http.delete(path);
      else await office.http.post(path, { revision: person.revision });
    });
    await office.trying(() => this.fetch());
    if (!refused && deed !== "invite") office.say(`people.done.${deed}`, { name: person.name });
  }

  private async reactivate(id: string): Promise<void> {
    const person = this.find(id);
    if (!person) return;
    const { http } = this.office;
    const refused = await this.office.trying(async () => {
      await http.post(`/people/${id}/reactivate`, { revision: person.revision });
    });
    await this.office.trying(() => this.fetch());
    if (!refused) this.office.say("people.done.reactivated", { name: person.name });
  }

  protected override async fetch(): Promise<void> {
    const { http } = this.office;
    [this.known, this.groups] = await Promise.all([http.get<People>("/people"), http.get<Groups>("/groups")]);
  }

  protected override find(id: string): Person | undefined {
    return this.known?.people.find((one) => one.id === id);
  }
}
