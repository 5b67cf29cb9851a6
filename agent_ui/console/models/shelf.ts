/** What agents keep to use again, and how it is found by a few letters. */
import { textIn, type Step } from "../../rooms/steps.js";
import type { Whose } from "../../rooms/whose.js";
import type { Owner, Priority } from "../../shared/wire.js";

export interface CannedReply {
  shortcut: string;
  texts: Readonly<Record<string, string>>;
}

export interface Macro {
  steps: readonly Step[];
}

/** What a search asks of the conversations; empty means anything. */
export interface Filters {
  q: string;
  agent_id: string;
  owner: Owner | "";
  state: "open" | "snoozed" | "resolved" | "";
  priority: Priority | "";
  lang: string;
  tag: string;
  days: number | null;
  /** One customer's only. */
  visitor_id?: string;
}

export const NO_FILTERS: Filters = {
  q: "",
  agent_id: "",
  owner: "",
  state: "",
  priority: "",
  lang: "",
  tag: "",
  days: null,
};

interface Kept extends Whose {
  id: string;
  name: string;
  revision: number;
  by: string;
  at: string;
}

export type CannedItem = Kept & { kind: "canned_reply"; content: CannedReply };
export type MacroItem = Kept & { kind: "macro"; content: Macro };
export type ViewItem = Kept & { kind: "saved_view"; content: Partial<Filters> };
export type ShelfItem = CannedItem | MacroItem | ViewItem;

/** Those whose shortcut begins so first, then those whose name does, then those that hold it anywhere. */
export function cannedFor(items: readonly ShelfItem[], query: string, lang: string): CannedItem[] {
  const wanted = query.toLowerCase();
  const rank = (item: CannedItem): number => {
    const [shortcut, name] = [item.content.shortcut.toLowerCase(), item.name.toLowerCase()];
    if (shortcut.startsWith(wanted)) return 0;
    if (name.startsWith(wanted)) return 1;
    return `${shortcut} ${name} ${textIn(item.content.texts, lang).toLowerCase()}`.includes(wanted) ? 2 : 3;
  };
  return items
    .filter((item) => item.kind === "canned_reply")
    .map((item) => ({ item, at: rank(item) }))
    .filter(({ at }) => at < 3)
    .sort((a, b) => a.at - b.at || Number(a.item.shared) - Number(b.item.shared))
    .map(({ item }) => item);
}

export function macrosIn(items: readonly ShelfItem[]): MacroItem[] {
  return items.filter((item) => item.kind === "macro");
}

export function viewsIn(items: readonly ShelfItem[]): ViewItem[] {
  return items.filter((item) => item.kind === "saved_view");
}
