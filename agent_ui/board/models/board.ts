/** The board as the desk sends it, and what is read off it at a moment. */
import type { Colleague, Team } from "../../console/models/chat.js";
import type { ClockName, Pressing } from "../../console/models/sla.js";
import type { EscalationReason, Owner, Priority } from "../../shared/wire.js";

export interface Line {
  id: string;
  owner: Owner;
  epoch: number;
  state: string;
  live: boolean;
  lang: string;
  priority: Priority;
  reason: EscalationReason | null;
  skill: string | null;
  team_id: string | null;
  agent_id: string | null;
  visitor_id: string;
  visitor_name: string | null;
  opened_at: string;
  updated_at: string;
  waiting_since: string | null;
  customer_waits: boolean;
  goal: string | null;
  last_text: string | null;
  ticket: number | null;
  mood: number | null;
  clock: { name: ClockName; state: "running" | "warned" | "breached"; due_at: string | null } | null;
}

export interface BoardAgent extends Colleague {
  async_load: number;
  used: number;
  rests_until: string | null;
  hard_in_a_row: number;
  state_since: string | null;
}

export interface Board {
  opens_at: string | null;
  counts: Partial<Record<Owner, number>>;
  waiting: Line[];
  serving: Line[];
  bot: Line[];
  agents: BoardAgent[];
  teams: Team[];
}

export interface Figures {
  waiting: number;
  longest: number | null;
  reachable: number;
  agents: number;
  free: number;
  serving: number;
  bot: number;
  soon: number;
  late: number;
}

/** What a line's clock says now; null while nothing presses. */
export function pressingOf({ clock }: Line, now: number): Pressing | null {
  if (!clock?.due_at) return null;
  const left = Math.round((Date.parse(clock.due_at) - now) / 1000);
  const pressure = left < 0 ? "breached" : clock.state === "running" ? "calm" : "soon";
  return { name: clock.name, pressure, seconds: Math.abs(left) };
}

export function isReachable({ present, availability }: BoardAgent): boolean {
  return present && availability === "online";
}

export function figuresOf(board: Board, now: number): Figures {
  const here = board.agents.filter(isReachable);
  const pressures = [...board.waiting, ...board.serving].map((line) => pressingOf(line, now)?.pressure);
  const since = board.waiting.flatMap(({ waiting_since: at }) => (at ? [Date.parse(at)] : []));
  return {
    waiting: board.counts.queue ?? 0,
    longest: since.length > 0 ? Math.max(0, Math.floor((now - Math.min(...since)) / 1000)) : null,
    reachable: here.length,
    agents: board.agents.length,
    free: Math.floor(here.reduce((sum, { capacity, used }) => sum + Math.max(0, capacity - used), 0)),
    serving: board.counts.agent ?? 0,
    bot: board.counts.bot ?? 0,
    soon: pressures.filter((one) => one === "soon").length,
    late: pressures.filter((one) => one === "breached").length,
  };
}

/** Those who are here first, then by what they carry, then by name. */
export function byState(agents: readonly BoardAgent[]): BoardAgent[] {
  const rank = (agent: BoardAgent): number => (isReachable(agent) ? 0 : agent.present ? 1 : 2);
  return [...agents].sort((a, b) => rank(a) - rank(b) || b.used - a.used || a.name.localeCompare(b.name));
}

export function linesOf(board: Board, agentId: string): Line[] {
  return board.serving.filter(({ agent_id: id }) => id === agentId);
}

/** When something last moved in an agent's conversations. */
export function lastActivity(board: Board, agentId: string): string | null {
  return linesOf(board, agentId).reduce<string | null>(
    (last, { updated_at: at }) => (last === null || at > last ? at : last),
    null,
  );
}

export function lineWith(board: Board | null, id: string | null): Line | undefined {
  if (!board || !id) return undefined;
  return [...board.waiting, ...board.serving, ...board.bot].find((line) => line.id === id);
}

export type Mood = "calm" | "uneasy" | "upset";

export function moodOf({ mood }: Line): Mood | null {
  return mood === null ? null : mood >= 0.6 ? "upset" : mood >= 0.35 ? "uneasy" : "calm";
}
