/** How long each agent was online or away, as rows of a table whose columns are the states. */
import { curvesOf, linesOf, type Report } from "./report.js";

export interface AgentHours {
  /** As the chart has them, the most hours first. */
  states: string[];
  rows: { name: string | null; hours: number[]; total: number }[];
  /** Of the agent with the most. */
  most: number;
}

export function agentHours(report: Report): AgentHours {
  const states = curvesOf(report, "availability").map(({ group }) => group ?? "");
  const rows = new Map<string, AgentHours["rows"][number]>();
  for (const { group, label, value } of linesOf(report, "agent_availability")) {
    const [, agent = "", ...state] = (group ?? "").split(":");
    const row = rows.get(agent) ?? { name: label, hours: states.map(() => 0), total: 0 };
    const column = states.indexOf(state.join(":"));
    if (column < 0) continue;
    row.hours[column] = value ?? 0;
    row.total += value ?? 0;
    rows.set(agent, row);
  }
  const sorted = [...rows.values()].sort((one, other) => other.total - one.total);
  return { states, rows: sorted, most: sorted[0]?.total ?? 0 };
}
