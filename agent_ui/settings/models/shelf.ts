/** What lies on the shelf, sorted by whose it is. */
import type { CannedItem, MacroItem } from "../../console/models/shelf.js";
import type { Team, Whose } from "../../rooms/whose.js";

export interface ShelfDraft {
  name: string;
  whose: Whose;
}

export interface Pile<I> {
  whose: Whose;
  items: I[];
}

export const EVERYBODY: Whose = { shared: true, team_id: null };

export function whoseOf({ shared, team_id }: Whose): Whose {
  return { shared, team_id };
}

/** Everybody's, then each team's, then one's own; those with nothing in them are left out. */
export function pilesOf<I extends Whose>(items: readonly I[], teams: readonly Team[]): Pile<I>[] {
  const piles: Whose[] = [
    EVERYBODY,
    ...teams.map(({ id }) => ({ shared: false, team_id: id })),
    { shared: false, team_id: null },
  ];
  return piles
    .map((whose) => ({
      whose,
      items: items.filter((one) => one.shared === whose.shared && one.team_id === whose.team_id),
    }))
    .filter(({ items: found }) => found.length > 0);
}

/** The same with one of them a place further on or back. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const at = ids.indexOf(id);
  const rest = ids.filter((one) => one !== id);
  return [...rest.slice(0, at + by), id, ...rest.slice(at + by)];
}

/** Those that fit what is searched for, in name, shortcut or words. */
export function matching<I extends CannedItem | MacroItem>(items: readonly I[], query: string): I[] {
  const wanted = query.trim().toLocaleLowerCase();
  return items.filter((item) =>
    JSON.stringify([item.name, item.content]).toLocaleLowerCase().includes(wanted),
  );
}
