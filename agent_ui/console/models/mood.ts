/** The mood of a conversation as a small curve: x is the message, y from calm (0, top) to very upset (1, bottom). */
export interface MoodPoint {
  seq: number;
  score: number;
}

export interface Curve {
  /** An SVG path through the points. */
  path: string;
  points: { x: number; y: number; seq: number; score: number }[];
  /** Where calm ends. */
  middle: number;
}

const EDGE = 5;

export function moodCurve(mood: readonly MoodPoint[], width: number, height: number): Curve {
  const inner = { width: width - 2 * EDGE, height: height - 2 * EDGE };
  const step = mood.length > 1 ? inner.width / (mood.length - 1) : 0;
  const points = mood.map(({ seq, score }, index) => ({
    x: round(mood.length > 1 ? EDGE + index * step : width / 2),
    y: round(EDGE + clamp(score) * inner.height),
    seq,
    score: clamp(score),
  }));
  return { path: smooth(points), points, middle: round(height / 2) };
}

const SHIFT = 0.12;
const TENSE = 0.35;
const UPSET = 0.6;

export type Trend = "rising" | "falling" | "steady";

/** Where it went: the last two messages against the ones before. */
export function trendOf(mood: readonly MoodPoint[]): Trend {
  if (mood.length < 2) return "steady";
  const cut = Math.max(1, mood.length - 2);
  const [before, after] = [mean(mood.slice(0, cut)), mean(mood.slice(cut))];
  // Ups and downs of a calm customer mean nothing.
  if (Math.max(before, after) < TENSE || Math.abs(after - before) < SHIFT) return "steady";
  return after > before ? "falling" : "rising";
}

export type Tone = "calm" | "tense" | "upset";

export function toneOf(score: number): Tone {
  return score >= UPSET ? "upset" : score >= TENSE ? "tense" : "calm";
}

function smooth(points: readonly { x: number; y: number }[]): string {
  return points
    .map(({ x, y }, index) => {
      const before = points[index - 1];
      if (!before) return `M${x} ${y}`;
      const middle = round((before.x + x) / 2);
      return `C${middle} ${before.y} ${middle} ${y} ${x} ${y}`;
    })
    .join("");
}

function mean(mood: readonly MoodPoint[]): number {
  return mood.reduce((sum, { score }) => sum + score, 0) / mood.length;
}

function clamp(score: number): number {
  return Math.min(1, Math.max(0, score));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
