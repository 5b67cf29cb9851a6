/** Places on a drawing: buckets along the reading direction, values upwards. */
import type { Series } from "./report.js";

export const FRAME = { width: 560, height: 180 };

export interface Bar {
  series: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Drawing {
  top: number;
  ticks: { value: number; y: number }[];
  bars: Bar[];
  /** Of each series its stretches without gaps, and the points that stand alone. */
  paths: string[];
  dots: { series: number; x: number; y: number }[];
  at: (index: number) => number;
}

const STEPS = [1, 2, 2.5, 5, 10];

/** The next round number that holds every value. */
export function roundTop(highest: number): number {
  if (highest <= 0) return 1;
  const scale = 10 ** Math.floor(Math.log10(highest));
  return (STEPS.find((step) => step * scale >= highest) ?? 10) * scale;
}

export function drawing(
  series: readonly Series[],
  buckets: number,
  { stacked, rtl, top: wanted }: { stacked: boolean; rtl: boolean; top?: number },
): Drawing {
  const sums = Array.from({ length: buckets }, (_, index) =>
    series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0),
  );
  const highest = stacked
    ? Math.max(0, ...sums)
    : Math.max(0, ...series.flatMap((one) => one.values.map((value) => value ?? 0)));
  const top = wanted ?? roundTop(highest);
  const step = FRAME.width / Math.max(1, buckets);
  const at = (index: number): number => tenth(step * (rtl ? buckets - index - 0.5 : index + 0.5));
  const up = (value: number): number => tenth(FRAME.height * (1 - Math.min(value, top) / top));
  return {
    top,
    at,
    ticks: [0, top / 2, top].map((value) => ({ value, y: up(value) })),
    bars: stacked ? barsOf(series, buckets, step, at, up) : [],
    paths: stacked ? [] : series.map((one) => pathOf(one.values, at, up)),
    dots: stacked
      ? []
      : series.flatMap((one, index) =>
          one.values.flatMap((value, place) =>
            value !== null && (buckets <= 31 || alone(one.values, place))
              ? [{ series: index, x: at(place), y: up(value) }]
              : [],
          ),
        ),
  };
}

function barsOf(
  series: readonly Series[],
  buckets: number,
  step: number,
  at: (index: number) => number,
  up: (value: number) => number,
): Bar[] {
  const width = tenth(Math.max(1, step * 0.72));
  const below = Array.from({ length: buckets }, () => 0);
  return series.flatMap((one, index) =>
    one.values.flatMap((value, place) => {
      if (!value) return [];
      const foot = below[place] ?? 0;
      below[place] = foot + value;
      const y = up(foot + value);
      return [{ series: index, x: tenth(at(place) - width / 2), y, width, height: tenth(up(foot) - y) }];
    }),
  );
}

function pathOf(
  values: readonly (number | null)[],
  at: (index: number) => number,
  up: (value: number) => number,
): string {
  let open = false;
  return values
    .map((value, index) => {
      if (value === null) {
        open = false;
        return "";
      }
      const letter = open ? "L" : "M";
      open = true;
      return `${letter}${at(index)} ${up(value)}`;
    })
    .join("");
}

function alone(values: readonly (number | null)[], index: number): boolean {
  return (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
