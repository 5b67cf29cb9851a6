/** How long somebody waits, as a few digits and as a degree of urgency. */
export type Urgency = "calm" | "soon" | "late";

export interface Wait {
  seconds: number;
  urgency: Urgency;
}

const SOON = 120;
const LATE = 300;

export function waitSince(iso: string | null | undefined, now: number): Wait | null {
  if (!iso) return null;
  const seconds = Math.max(0, Math.floor((now - Date.parse(iso)) / 1000));
  return { seconds, urgency: seconds >= LATE ? "late" : seconds >= SOON ? "soon" : "calm" };
}

/** The parts of a duration: `2:05` under an hour, then hours, then days. */
export function parts(seconds: number): { unit: "clock" | "hours" | "days"; a: number; b: number } {
  if (seconds < 3600) return { unit: "clock", a: Math.floor(seconds / 60), b: seconds % 60 };
  if (seconds < 86_400)
    return { unit: "hours", a: Math.floor(seconds / 3600), b: Math.floor((seconds % 3600) / 60) };
  return { unit: "days", a: Math.floor(seconds / 86_400), b: 0 };
}
