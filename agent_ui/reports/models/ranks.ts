/** Figures by agent or article, each with its interval, for a list. */
import { lineOf, linesOf, type Line, type Report } from "./report.js";

export interface Rank {
  name: string | null;
  /** Where somebody can do something about it. */
  href: string | null;
  line: Line | null;
  n: number;
}

const AGENT = "agent:";

/** Agents, the best score first; who is no longer here has no name. */
export function agentRanks(report: Report): Rank[] {
  return linesOf(report, "csat")
    .filter(({ group }) => group?.startsWith(AGENT))
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0))
    .map((line) => ({ name: line.label, href: null, line, n: line.n }));
}

/** Articles that stood last before a handoff, the most frequent first, each with its share of the times it was shown. */
export function articleRanks(report: Report): Rank[] {
  return linesOf(report, "article_handoffs").map((line) => ({
    name: line.label,
    href: line.label && line.group ? `/editor#${line.group}` : null,
    line: lineOf(report, "article_handoff_share", line.group),
    n: line.n,
  }));
}
