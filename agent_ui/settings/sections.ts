/** The sections of this room, in groups as they stand in its navigation. */

export const GROUPS = {
  people: ["people", "groups"],
  conversations: ["hours", "sla"],
  bot: ["answering"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Group = keyof typeof GROUPS;
export type Section = (typeof GROUPS)[Group][number];

export const START: Section = "answering";

const SECTIONS: readonly string[] = Object.values(GROUPS).flat();

/** The section that an address such as `#hours` names. */
export function sectionOf(hash: string): Section | null {
  const name = hash.replace(/^#/, "");
  return SECTIONS.includes(name) ? (name as Section) : null;
}
