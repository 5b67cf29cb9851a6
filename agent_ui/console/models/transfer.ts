/** To whom a conversation may go: those who can take it first, the least loaded on top. */
import type { Colleague } from "./chat.js";

export interface TransferChoice {
  colleague: Colleague;
  /** Why not; null when they can. */
  obstacle: "gone" | "away" | "full" | null;
}

export function choices(colleagues: readonly Colleague[], without: readonly string[]): TransferChoice[] {
  return colleagues
    .filter(({ id, role }) => !without.includes(id) && role !== "editor")
    .map((colleague) => ({ colleague, obstacle: obstacleOf(colleague) }))
    .sort(
      (a, b) =>
        Number(a.obstacle !== null) - Number(b.obstacle !== null) ||
        share(a.colleague) - share(b.colleague) ||
        a.colleague.name.localeCompare(b.colleague.name),
    );
}

function obstacleOf({ present, availability, load, capacity }: Colleague): TransferChoice["obstacle"] {
  if (!present) return "gone";
  if (availability !== "online") return "away";
  return load >= capacity ? "full" : null;
}

function share({ load, capacity }: Colleague): number {
  return capacity > 0 ? load / capacity : 1;
}
