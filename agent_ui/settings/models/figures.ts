/** Settings that are a few whole numbers each: how waiting conversations find their agent, and what work weighs. */
import { DraftModel, type Stamp } from "./draft.js";
import { wholeNumber } from "./numbers.js";

export interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly unit: "seconds" | "times" | "percent";
}

export type FiguresDraft = Readonly<Record<string, string>>;
export type Figures = Stamp & Readonly<Record<string, unknown>>;

export class FiguresModel extends DraftModel<Figures, FiguresDraft> {
  constructor(readonly fields: readonly Field[]) {
    super();
  }

  protected draftOf(saved: Figures): FiguresDraft {
    return Object.fromEntries(this.fields.map(({ name }) => [name, String(saved[name])]));
  }

  protected bodyOf(draft: FiguresDraft): object {
    return Object.fromEntries(this.fields.map(({ name }) => [name, wholeNumber(draft[name] ?? "")]));
  }

  get sound(): boolean {
    return this.problems.size === 0;
  }

  get problems(): ReadonlySet<string> {
    const { draft } = this;
    if (!draft) return new Set();
    const wrong = this.fields.filter(({ name, least, most }) => {
      const value = wholeNumber(draft[name] ?? "");
      return !(value >= least && value <= most);
    });
    return new Set(wrong.map(({ name }) => name));
  }
}

const wait = (name: string, least = 0): Field => ({ name, least, most: 3600, unit: "seconds" });

export const ROUTING: readonly Field[] = [
  { name: "offer", least: 5, most: 600, unit: "seconds" },
  { name: "missed_offers", least: 1, most: 10, unit: "times" },
  wait("ask_again"),
  wait("sticky_wait"),
  wait("language_wait"),
  wait("skill_wait"),
  { name: "hard_in_a_row", least: 1, most: 20, unit: "times" },
  wait("hard_break"),
  wait("vanish_grace", 5),
];

export const CAPACITY: readonly Field[] = [
  { name: "asynchronous_percent", least: 0, most: 100, unit: "percent" },
];
