/** How much happens in each hour of the week. */
import { linesOf, type Report } from "./report.js";

export const DAYS = 7;
export const HOURS = 24;

/** By day (Monday is 0) and hour. */
export function weekOf(report: Report, figure: string): number[][] {
  const week = Array.from({ length: DAYS }, () => Array.from({ length: HOURS }, () => 0));
  for (const { group, value } of linesOf(report, figure)) {
    const [day, hour] = (group ?? "").split("-").map(Number);
    const row = week[day ?? DAYS];
    if (row && hour !== undefined && hour in row) row[hour] = value ?? 0;
  }
  return week;
}

/** The days in the order of the reader's week; an Iranian one begins on Saturday. */
export function daysFor(lang: string): number[] {
  const first = lang === "fa" ? 5 : 0;
  return Array.from({ length: DAYS }, (_, index) => (first + index) % DAYS);
}

export function busiest(week: readonly (readonly number[])[]): { day: number; hour: number; most: number } {
  let found = { day: 0, hour: 0, most: 0 };
  week.forEach((row, day) =>
    row.forEach((most, hour) => {
      if (most > found.most) found = { day, hour, most };
    }),
  );
  return found;
}

/** The cell that an arrow leads to, in a grid whose hours run in the reading direction. */
export function stepIn(at: number, key: string, rtl: boolean): number | null {
  const [day, hour] = [Math.floor(at / HOURS), at % HOURS];
  const onward = rtl ? "ArrowLeft" : "ArrowRight";
  const moves: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, onward === "ArrowLeft" ? 1 : -1],
    ArrowRight: [0, onward === "ArrowRight" ? 1 : -1],
    Home: [0, -hour],
    End: [0, HOURS - 1 - hour],
  };
  const move = moves[key];
  if (!move) return null;
  const [toDay, toHour] = [day + move[0], hour + move[1]];
  return toDay in [...Array(DAYS).keys()] && toHour >= 0 && toHour < HOURS ? toDay * HOURS + toHour : at;
}
