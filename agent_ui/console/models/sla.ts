/** Which of a conversation's promises presses most, and how much; the desk's own clocks, seen from now. */
export type ClockName = "first_response" | "next_response" | "resolution";
export const CLOCKS: readonly ClockName[] = ["first_response", "next_response", "resolution"];

export interface SlaClock {
  state: "running" | "warned" | "paused" | "met" | "breached" | "dropped";
  target_seconds: number;
  started_at: string;
  due_at: string | null;
  warn_at: string | null;
  left_seconds: number | null;
  breached_at: string | null;
  ended_at: string | null;
}

export type Sla = Partial<Record<ClockName, SlaClock | null>> & {
  first_word_at: string | null;
  handed_off_at: string | null;
};

export type Pressure = "calm" | "soon" | "breached";

export interface Pressing {
  name: ClockName;
  pressure: Pressure;
  /** Seconds until it is due, or since it was breached. */
  seconds: number;
}

/** A breach that is not yet over before everything else, then whatever is due first; null if nothing is. */
export function pressing(sla: Sla | null | undefined, now: number): Pressing | null {
  if (!sla) return null;
  const found = CLOCKS.flatMap((name) => seen(name, sla[name], now));
  return found.sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

function seen(name: ClockName, clock: SlaClock | null | undefined, now: number): Pressing[] {
  if (clock?.ended_at !== null || clock.state === "paused") return [];
  const due = clock.breached_at ?? clock.due_at;
  if (due === null) return [];
  const left = Math.round((Date.parse(due) - now) / 1000);
  const warned = clock.warn_at !== null && Date.parse(clock.warn_at) <= now;
  const pressure = clock.breached_at !== null || left < 0 ? "breached" : warned ? "soon" : "calm";
  return [{ name, pressure, seconds: Math.abs(left) }];
}

function rank({ pressure, seconds }: Pressing): number {
  return pressure === "breached" ? -1 - seconds : seconds;
}
