/** Until when a conversation can be put aside: the usual moments, by the agent's own clock. */
export const SNOOZES = ["reply", "hour", "tomorrow", "monday", "chosen"] as const;
export type Snooze = (typeof SNOOZES)[number];

const MORNING = 9;

/** The moment of a choice as the desk wants it; null is until the customer writes. */
export function until(choice: Snooze, now: Date, chosen = ""): string | null {
  if (choice === "reply") return null;
  if (choice === "hour") return new Date(now.getTime() + 3_600_000).toISOString();
  if (choice === "chosen") return new Date(chosen).toISOString();
  const days = choice === "tomorrow" ? 1 : (8 - now.getDay()) % 7 || 7;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING).toISOString();
}
