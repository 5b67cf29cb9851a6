/** Draws curves on a canvas with uPlot: bars on top of each other, or lines with their intervals. */
import uPlot from "uplot";
import { everyHowMany, stacked, type Scale } from "../models/scale.js";
import type { Shape } from "../models/panels.js";
import type { Track } from "../models/report.js";
import type { Ink, Inks } from "./inks.js";

export interface Picture {
  shape: Shape;
  tracks: readonly Track[];
  scale: Scale;
  whiskers: boolean;
  /** Times lie so far apart that each step up is some times as long. */
  byTimes: boolean;
  marks: readonly { value: number; label: string }[];
  rtl: boolean;
  inks: Inks;
  bucket: (index: number) => string;
  value: (value: number) => string;
  onCursor: (index: number | null, left: number) => void;
}

const HEIGHT = 240;
const EDGE = 14;
const BAR_SHARE = 0.72;
const WIDEST_BAR = 48;
const CAP = 3;
/* eslint-disable @typescript-eslint/no-unsafe-enum-assignment --
   uPlot's types name these numbers by enums that exist for the compiler alone. */
const [EVEN, LOGARITHMIC] = [1, 3] as [uPlot.Scale.Distr, uPlot.Scale.Distr];
const [RIGHT, LEFT] = [1, 3] as [uPlot.Axis.Side, uPlot.Axis.Side];
/* eslint-enable @typescript-eslint/no-unsafe-enum-assignment */

export function plot(target: HTMLElement, width: number, picture: Picture): uPlot {
  const { tracks, shape } = picture;
  const buckets = tracks[0]?.values.length ?? 0;
  const columns =
    shape === "stack" ? stacked(tracks.map(({ values }) => values)).reverse() : valuesOf(picture);
  const places = Array.from({ length: buckets }, (_, index) => index);
  return new uPlot(options(picture, places, width), [places, ...columns], target);
}

function options(picture: Picture, places: number[], width: number): uPlot.Options {
  const { shape, scale, byTimes, rtl, inks, tracks } = picture;
  const inksInOrder = tracks.map((_, index) => inkOf(inks, index));
  return {
    width,
    height: HEIGHT,
    padding: [12, EDGE, 0, EDGE],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: shape !== "stack", size: 8 } },
    scales: {
      x: { time: false, dir: rtl ? -1 : 1, range: [-0.5, places.length - 0.5] },
      y: { range: [scale.low, scale.high], distr: byTimes ? LOGARITHMIC : EVEN },
    },
    axes: axes(picture, places),
    series: [
      {},
      ...(shape === "stack" ? inksInOrder.toReversed().map(barSeries) : inksInOrder.map(lineSeries)),
    ],
    ...(shape === "span" ? { bands: bands(inksInOrder) } : {}),
    hooks: {
      draw: [(chart) => drawMarks(chart, picture), (chart) => drawIntervals(chart, picture)],
      setCursor: [(chart) => picture.onCursor(chart.cursor.idx ?? null, chart.cursor.left ?? 0)],
    },
  };
}

function axes({ rtl, inks, bucket, value, scale }: Picture, places: number[]): uPlot.Axis[] {
  const text = { stroke: inks.text, font: inks.font, ticks: { show: false } };
  return [
    {
      ...text,
      grid: { show: false },
      size: 30,
      gap: 6,
      splits: (chart) => {
        const every = everyHowMany(places.length, chart.bbox.width / uPlot.pxRatio, inks.labelWidth);
        return places.filter((index) => index % every === 0);
      },
      values: (_, splits) => splits.map(bucket),
    },
    {
      ...text,
      side: rtl ? RIGHT : LEFT,
      gap: 8,
      grid: { stroke: inks.line, width: 1 },
      size: (_, values: string[] | null) =>
        Math.max(30, ...(values ?? []).map((label) => inks.measure(label) + EDGE)),
      splits: () => scale.ticks,
      filter: (_, splits) => splits,
      values: (_, splits) => splits.map(value),
    },
  ];
}

function barSeries(ink: Ink): uPlot.Series {
  const bars = uPlot.paths.bars?.({ size: [BAR_SHARE, WIDEST_BAR] });
  return {
    fill: ink.colour,
    stroke: ink.ground,
    width: 0.5,
    points: { show: false },
    ...(bars ? { paths: bars } : {}),
  };
}

function lineSeries(ink: Ink): uPlot.Series {
  return {
    stroke: ink.colour,
    width: 2,
    dash: ink.dash,
    spanGaps: false,
    points: { show: true, size: 5, fill: ink.colour, space: 10 },
  };
}

/** What lies between each line and the next. */
function bands(inks: readonly Ink[]): uPlot.Band[] {
  return inks.slice(1).map((ink, index) => ({ series: [index + 2, index + 1], fill: ink.pale }));
}

/** On a scale of times nothing takes less than its lowest step. */
function valuesOf({ tracks, byTimes, scale }: Picture): (number | null)[][] {
  const least = byTimes ? scale.low : -Infinity;
  return tracks.map(({ values }) => values.map((value) => (value === null ? null : Math.max(least, value))));
}

/** In which range the true value lies: a whisker at each point, those of several lines side by side. */
function drawIntervals(chart: uPlot, { whiskers, tracks, inks, rtl }: Picture): void {
  if (!whiskers) return;
  const { ctx } = chart;
  ctx.save();
  ctx.lineWidth = uPlot.pxRatio;
  tracks.forEach(({ low, high }, number) => {
    ctx.strokeStyle = inkOf(inks, number).soft;
    const aside = (number - (tracks.length - 1) / 2) * 5 * uPlot.pxRatio * (rtl ? -1 : 1);
    ctx.beginPath();
    low.forEach((value, index) => {
      const other = high[index];
      if (value === null || other === null || other === undefined) return;
      const x = chart.valToPos(index, "x", true) + aside;
      whisker(ctx, x, chart.valToPos(value, "y", true), chart.valToPos(other, "y", true));
    });
    ctx.stroke();
  });
  ctx.restore();
}

function whisker(ctx: CanvasRenderingContext2D, x: number, low: number, high: number): void {
  const cap = CAP * uPlot.pxRatio;
  for (const [fromX, fromY, toX, toY] of [
    [x, low, x, high],
    [x - cap, low, x + cap, low],
    [x - cap, high, x + cap, high],
  ] as const) {
    ctx.moveTo(fromX, fromY);
    ctx.lineTo(toX, toY);
  }
}

/** The desk's targets as lines across, named at the end of the reading direction. */
function drawMarks(chart: uPlot, { marks, inks, rtl, scale }: Picture): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = inks.mark;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.font = inks.font.replace(/(\d+)px/, (_, size: string) => `${Number(size) * uPlot.pxRatio}px`);
  ctx.textAlign = rtl ? "left" : "right";
  ctx.textBaseline = "bottom";
  for (const { value, label } of marks) {
    if (value < scale.low || value > scale.high) continue;
    const y = chart.valToPos(value, "y", true);
    ctx.setLineDash([2 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillText(label, rtl ? bbox.left + 2 : bbox.left + bbox.width - 2, y - 2);
  }
  ctx.restore();
}

function inkOf(inks: Inks, index: number): Ink {
  const ink = inks.series[index % inks.series.length];
  if (!ink) throw new Error("A chart without colours.");
  return ink;
}
