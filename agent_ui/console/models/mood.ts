/** The mood of a conversation as a small curve: x is the message, y from upset (bottom) to content (top). */
export interface MoodPoint {
  seq: number;
  score: number;
}

export interface Curve {
  /** An SVG path through the points. */
  path: string;
  points: { x: number; y: number; seq: number; score: number }[];
  /** The line of indifference. */
  zero: number;
}

const EDGE = 5;

export function moodCurve(mood: readonly MoodPoint[], width: number, height: number): Curve {
  const inner = { width: width - 2 * EDGE, height: height - 2 * EDGE };
  const step = mood.length > 1 ? inner.width / (mood.length - 1) : 0;
  const points = mood.map(({ seq, score }, index) => ({
    x: round(mood.length > 1 ? EDGE + index * step : width / 2),
    y: round(EDGE + ((1 - clamp(score)) / 2) * inner.height),
    seq,
    score: clamp(score),
  }));
  return { path: smooth(points), points, zero: round(height / 2) };
}

export type Trend = "rising" | "falling" | "steady";

/** Where it went: the last two messages against the ones before. */
export function trendOf(mood: readonly MoodPoint[]): Trend {
  if (mood.length < 2) return "steady";
  const cut = Math.max(1, mood.length - 2);
  const change = mean(mood.slice(cut)) - mean(mood.slice(0, cut));
  return change > 0.2 ? "rising" : change < -0.2 ? "falling" : "steady";
}

export type Tone = "good" | "even" | "bad";

export function toneOf(score: number): Tone {
  return score <= -0.3 ? "bad" : score >= 0.3 ? "good" : "even";
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
  return Math.min(1, Math.max(-1, score));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
