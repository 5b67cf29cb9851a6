import { describe, expect, it } from "vitest";
import {
  byState,
  figuresOf,
  lastActivity,
  lineWith,
  moodOf,
  pressingOf,
  type Board,
  type BoardAgent,
  type Line,
} from "./board.js";

const NOW = Date.parse("2026-03-01T10:00:00Z");
const before = (seconds: number): string => new Date(NOW - seconds * 1000).toISOString();

function line(id: string, change: Partial<Line> = {}): Line {
  return {
    id,
    owner: "queue",
    epoch: 2,
    state: "open",
    live: true,
    lang: "en",
    priority: "normal",
    reason: "complex",
    skill: null,
    team_id: null,
    agent_id: null,
    visitor_id: `v-${id}`,
    visitor_name: null,
    opened_at: before(900),
    updated_at: before(60),
    waiting_since: null,
    customer_waits: true,
    goal: null,
    last_text: null,
    ticket: null,
    mood: null,
    clock: null,
    ...change,
  };
}

function agent(name: string, change: Partial<BoardAgent> = {}): BoardAgent {
  return {
    id: name,
    name,
    role: "agent",
    availability: "online",
    present: true,
    load: 0,
    async_load: 0,
    used: 0,
    capacity: 4,
    rests_until: null,
    hard_in_a_row: 0,
    state_since: null,
    ...change,
  };
}

const BOARD: Board = {
  opens_at: null,
  counts: { queue: 240, agent: 2, bot: 1 },
  waiting: [
    line("a", { waiting_since: before(125) }),
    line("b", {
      waiting_since: before(30),
      clock: { name: "first_response", state: "running", due_at: before(5) },
    }),
  ],
  serving: [
    line("c", { owner: "agent", agent_id: "Ana", updated_at: before(40) }),
    line("d", {
      owner: "agent",
      agent_id: "Ana",
      updated_at: before(20),
      clock: { name: "next_response", state: "warned", due_at: before(-30) },
    }),
  ],
  bot: [line("e", { owner: "bot" })],
  agents: [
    agent("Zoe", { present: false }),
    agent("Ana", { load: 1, async_load: 1, used: 1.5 }),
    agent("Bo", { availability: "away", used: 4 }),
  ],
  teams: [],
};

describe("the board's figures", () => {
  it("are whole, though the lists are cut short, and know what is late by now", () => {
    expect(figuresOf(BOARD, NOW)).toEqual({
      waiting: 240,
      longest: 125,
      reachable: 1,
      agents: 3,
      free: 2,
      serving: 2,
      bot: 1,
      soon: 1,
      late: 1,
    });
  });

  it("say nothing of a wait where nobody waits", () => {
    expect(figuresOf({ ...BOARD, waiting: [] }, NOW).longest).toBe(null);
  });
});

describe("a line", () => {
  it("is late from its due moment on, whatever the desk said before", () => {
    const of = (due: number): string | undefined =>
      pressingOf(line("x", { clock: { name: "resolution", state: "running", due_at: before(due) } }), NOW)
        ?.pressure;
    expect([of(1), of(-1)]).toEqual(["breached", "calm"]);
    expect(pressingOf(line("x"), NOW)).toBe(null);
  });

  it("is found wherever it is, and has a mood only where one is known", () => {
    expect(["a", "d", "e", "z"].map((id) => lineWith(BOARD, id)?.id)).toEqual(["a", "d", "e", undefined]);
    expect([null, 0.1, 0.4, 0.9].map((mood) => moodOf(line("x", { mood })))).toEqual([
      null,
      "calm",
      "uneasy",
      "upset",
    ]);
  });
});

describe("the agents", () => {
  it("who are here come first", () => {
    expect(byState(BOARD.agents).map(({ name }) => name)).toEqual(["Ana", "Bo", "Zoe"]);
  });

  it("were last active when one of their conversations moved", () => {
    expect(lastActivity(BOARD, "Ana")).toBe(before(20));
    expect(lastActivity(BOARD, "Bo")).toBe(null);
  });
});
