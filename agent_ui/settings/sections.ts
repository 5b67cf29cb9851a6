/** The sections of this room, in groups as they stand in its navigation. */
import type { Role } from "../shared/wire.js";

export const GROUPS = {
  people: ["people", "groups", "away"],
  conversations: ["routing", "capacity", "hours", "sla", "closing", "replies", "macros"],
  bot: ["answering"],
  outside: ["look", "languages", "intake", "webhooks", "mail"],
  data: ["retention", "installed"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Group = keyof typeof GROUPS;
export type Section = (typeof GROUPS)[Group][number];

/** What leaves the desk, what is deleted in it and how it is installed is for admins. */
const ADMINS: readonly Section[] = ["webhooks", "mail", "retention", "installed"];

export const START: Section = "people";

export function maySee(section: Section, role: Role | undefined): boolean {
  return role === "admin" || !ADMINS.includes(section);
}

const SECTIONS: readonly string[] = Object.values(GROUPS).flat();

/** The section that an address such as `#hours` names. */
export function sectionOf(hash: string): Section | null {
  const name = hash.replace(/^#/, "");
  return SECTIONS.includes(name) ? (name as Section) : null;
}
