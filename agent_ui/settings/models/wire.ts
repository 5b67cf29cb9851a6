/** What the desk tells of its settings, as written in docs/protocol.md. */
import type { Lang } from "../../shared/wire.js";

export type Outcome = "answered" | "clarify" | "no_answer";
export const OUTCOMES: readonly Outcome[] = ["answered", "clarify", "no_answer"];

export const SOURCES = ["agent", "settled", "thumbs", "picked", "asked_person", "reopened"] as const;
export type Source = (typeof SOURCES)[number];

export interface RiskChange {
  revision: number;
  before: number;
  after: number;
  by: string;
  at: string;
}

export interface Judge {
  own: boolean;
  version: number;
  fitted_at: string | null;
  fitted_by: string | null;
  report: { labels?: number };
  problem: string | null;
}

export interface Labels {
  n: number;
  by_source: Partial<Record<Source, number>>;
  needed: number;
}

export interface Answering {
  risk: number;
  revision: number;
  start_risk: number;
  least: number;
  greatest: number;
  history: RiskChange[];
  judge: Judge;
  labels: Labels;
}

export interface Observed {
  n: number;
  wrong: number;
  low: number;
  high: number;
}

export interface Tally extends Record<Outcome, number> {
  expected_wrong: number | null;
  observed_wrong: Observed | null;
}

export interface Example {
  conversation_id: string;
  at: string;
  lang: Lang;
  query: string;
  title: string;
  probability: number;
  before: Outcome;
  after: Outcome;
}

export interface CurvePoint {
  coverage: number;
  expected_wrong: number;
  observed_wrong: number | null;
}

export interface Measured extends Record<Outcome, number> {
  set: string;
  what: string;
  n: number;
  /** Questions that no article answers; to answer them is always wrong. */
  unanswerable: number;
  wrong: number | null;
}

export interface Replay {
  risk: number;
  risk_now: number;
  days: number;
  n: number;
  labelled: number;
  enough: boolean;
  needed: number;
  now: Tally;
  then: Tally;
  changed: number;
  examples: Example[];
  curve: CurvePoint[];
  measured_now: Measured[];
  measured_then: Measured[];
}
