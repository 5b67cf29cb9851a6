import { expect, it } from "vitest";
import { agentHours } from "./agent-hours.js";
import type { Line, Report } from "./report.js";

function line(figure: string, group: string, value: number, label: string | null = null): Line {
  return { figure, unit: "hours", bucket: null, group, label, n: 1, value, low: null, high: null };
}

it("has a row for each agent, the most hours first, in the order of the chart", () => {
  const lines = [
    line("availability", "away:lunch", 1),
    line("availability", "online", 9),
    line("agent_availability", "agent:a:online", 3, "Ana"),
    line("agent_availability", "agent:r:away:lunch", 1, "Reza"),
    line("agent_availability", "agent:r:online", 6, "Reza"),
    line("agent_availability", "agent:x:online", 0.5),
  ];
  const told = agentHours({ lines } as Report);
  expect(told.states).toEqual(["online", "away:lunch"]);
  expect(told.rows).toEqual([
    { name: "Reza", hours: [6, 1], total: 7 },
    { name: "Ana", hours: [3, 0], total: 3 },
    { name: null, hours: [0.5, 0], total: 0.5 },
  ]);
  expect(told.most).toBe(7);
});

it("is empty where nobody was at work", () => {
  expect(agentHours({ lines: [] } as unknown as Report)).toEqual({ states: [], rows: [], most: 0 });
});
