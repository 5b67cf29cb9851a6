/** The risk–coverage curve as places on a drawing: coverage to the right, the share of wrong upwards. */
import type { CurvePoint } from "./wire.js";

export interface Frame {
  width: number;
  height: number;
}

export interface Chart {
  expected: string;
  observed: string;
  /** The height of the drawing in shares of wrong. */
  top: number;
  /** Lines across, each at a share. */
  shares: { share: number; y: number }[];
  /** Where each setting would stand: the coverage that it reaches. */
  at: (coverage: number, wrong: number) => { x: number; y: number };
}

const STEPS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1];

/** Mirrored where the page is read from the right. */
export function chartOf(points: readonly CurvePoint[], { width, height }: Frame, rtl: boolean): Chart {
  const highest = Math.max(
    ...points.flatMap((point) => [point.expected_wrong, point.observed_wrong ?? 0]),
    0.04,
  );
  const top = STEPS.find((step) => step >= highest) ?? 1;
  const at = (coverage: number, wrong: number): { x: number; y: number } => ({
    x: round((rtl ? 1 - coverage : coverage) * width),
    y: round(height - (Math.min(wrong, top) / top) * height),
  });
  const line = (pairs: readonly (readonly [number, number])[]): string =>
    pairs
      .map(([coverage, wrong]) => at(coverage, wrong))
      .map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`)
      .join("");
  const seen = points.flatMap(({ coverage, observed_wrong: wrong }) =>
    wrong === null ? [] : [[coverage, wrong] as const],
  );
  return {
    expected: line(points.map((point) => [point.coverage, point.expected_wrong] as const)),
    observed: line(seen),
    top,
    shares: [0, top / 2, top].map((share) => ({ share, y: at(0, share).y })),
    at,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
