/** Where a chart ends and what stands beside its lines. */

export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

const STEPS = [1, 2, 5, 10];
const MOST_STEPS = 5;
const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];
const ROUND_TIMES = [
  1,
  5,
  15,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  4 * HOUR,
  DAY,
  3 * DAY,
  7 * DAY,
  30 * DAY,
  90 * DAY,
];

/** From nothing to the next round number that holds every value, in round steps; counts in whole ones. */
export function evenScale(highest: number, whole: boolean): Scale {
  if (highest <= 0) return { low: 0, high: 1, ticks: [0, 1] };
  const least = highest / MOST_STEPS;
  const size = 10 ** Math.floor(Math.log10(least));
  const round = (STEPS.find((step) => step * size >= least) ?? 10) * size;
  const step = whole ? Math.max(1, round) : round;
  const count = Math.ceil(highest / step - 1e-9);
  return {
    low: 0,
    high: count * step,
    ticks: Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12))),
  };
}

/** Times lie far apart: each step up is some times as long, from the round time below all to that above. */
export function timeScale(values: readonly number[]): Scale {
  const [shortest, longest] = [Math.min(...values), Math.max(...values)];
  const from = Math.max(
    0,
    ROUND_TIMES.findLastIndex((time) => time <= shortest),
  );
  const found = ROUND_TIMES.findIndex((time) => time >= longest);
  const to = Math.max(from + 1, found < 0 ? ROUND_TIMES.length - 1 : found);
  const ticks = ROUND_TIMES.slice(from, to + 1);
  return { low: ticks[0] ?? 1, high: Math.max(ticks.at(-1) ?? 1, longest), ticks };
}

/** Each value on top of those before it, so that the last is the sum of all. */
export function stacked(values: readonly (readonly (number | null)[])[]): number[][] {
  const sums: number[][] = [];
  for (const row of values) {
    const below = sums.at(-1);
    sums.push(row.map((value, index) => (value ?? 0) + (below?.[index] ?? 0)));
  }
  return sums;
}

/** Every how many buckets a label has room. */
export function everyHowMany(buckets: number, width: number, label: number): number {
  return Math.max(1, Math.ceil(buckets / Math.max(1, Math.floor(width / label))));
}
