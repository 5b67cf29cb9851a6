/** The staff as the desk tells of them, and what is written about one of them. */
import type { Lang, Role } from "../../shared/wire.js";
import { LANGS } from "../../shared/i18n.js";
import { wholeNumber } from "./numbers.js";

export const ROLES = ["agent", "supervisor", "editor", "admin"] as const satisfies readonly Role[];
export const MOST_CAPACITY = 50;

export interface Person {
  id: string;
  email: string;
  name: string;
  role: Role;
  active: boolean;
  languages: Lang[];
  skills: string[];
  teams: string[];
  capacity: number;
  present: boolean;
  load: number;
  async_load: number;
  revision: number;
  picture: string | null;
}

export interface AccountChange {
  what: string;
  name: string;
  changes: Record<string, [unknown, unknown]>;
  by: string;
  at: string;
}

export interface People {
  people: Person[];
  changes: AccountChange[];
}

export interface Group {
  id: string;
  name: string;
  members: string[];
  conversations: number;
  fixed: boolean;
}

export interface Groups {
  teams: Group[];
  skills: Group[];
}

export interface Invited {
  person: Person;
  invite: string;
  expires_at: string;
}

export interface PersonDraft {
  email: string;
  name: string;
  role: Role;
  languages: Lang[];
  skills: string[];
  /** Further skills, as they stand in the field. */
  more: string;
  teams: string[];
  capacity: string;
}

export const BLANK: PersonDraft = {
  email: "",
  name: "",
  role: "agent",
  languages: [],
  skills: [],
  more: "",
  teams: [],
  capacity: "4",
};

export function draftOf(person: Person): PersonDraft {
  const { email, name, role, languages, skills, teams } = person;
  return {
    email,
    name,
    role,
    languages: inOrder(languages, LANGS),
    skills,
    more: "",
    teams,
    capacity: String(person.capacity),
  };
}

export function bodyOf(draft: PersonDraft): object {
  const { name, role, languages, teams } = draft;
  return { name, role, languages, teams, skills: skillsOf(draft), capacity: wholeNumber(draft.capacity) };
}

/** Those that were ticked and those that were typed, with commas between. */
export function skillsOf(draft: PersonDraft): string[] {
  const typed = draft.more.split(/[,،]/).map((skill) => skill.trim().toLocaleLowerCase());
  return [...new Set([...draft.skills, ...typed.filter(Boolean)])];
}

export function problemsOf(draft: PersonDraft, known: boolean): ReadonlySet<string> {
  const wrong = new Set<string>();
  if (!draft.name.trim()) wrong.add("name");
  if (!known && !/^[^@\s]+@[^@\s]+$/.test(draft.email.trim())) wrong.add("email");
  const capacity = wholeNumber(draft.capacity);
  if (!(capacity >= 0 && capacity <= MOST_CAPACITY)) wrong.add("capacity");
  if (skillsOf(draft).some((skill) => skill.length > 64)) wrong.add("skills");
  return wrong;
}

/** Who fits what is searched for, in name, address, skill or role. */
export function matching(people: readonly Person[], query: string): Person[] {
  const wanted = query.trim().toLocaleLowerCase();
  const words = (one: Person): string => [one.name, one.email, one.role, ...one.skills].join(" ");
  return people.filter((one) => words(one).toLocaleLowerCase().includes(wanted));
}

/** With or without one more. */
export function toggled<T>(list: readonly T[], value: T, on: boolean): T[] {
  return on ? [...list, value] : list.filter((one) => one !== value);
}

function inOrder<T>(list: readonly T[], order: readonly T[]): T[] {
  return order.filter((one) => list.includes(one));
}
