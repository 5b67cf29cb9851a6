/** What stands on the page, section by section: which figures, from which report, drawn how. */
import type { Curve, ReportName, Unit } from "./report.js";

/** `stack`: counts on top of each other; `lines`: with intervals; `span`: two lines and what lies between. */
export type Shape = "stack" | "lines" | "span";

export interface ChartPanel {
  kind: "chart";
  /** The figure whose name and definition the panel has. */
  figure: string;
  report: ReportName;
  unit: Unit;
  shape: Shape;
  /** Without curves: one for each group. */
  curves?: readonly Curve[];
  /** The same by other clocks, as endings of the figure; the first is shown first. */
  clocks?: readonly string[];
  /** The clock whose targets are drawn. */
  target?: string;
}

export type Panel =
  | ChartPanel
  | { kind: "week"; figure: string; report: ReportName }
  | { kind: "scores"; figure: string; report: ReportName }
  | { kind: "hours"; figure: string; report: ReportName }
  | { kind: "ranks"; figure: string; report: ReportName; of: "agents" | "articles" };

const of = (figure: string, ...groups: string[]): Curve[] =>
  groups.map((group) => ({ figure, group, name: `group.${group}` }));
const alone = (figure: string): Curve[] => [{ figure, group: null, name: `figure.${figure}` }];

const share = (report: ReportName, figure: string, curves = alone(figure)): ChartPanel => ({
  kind: "chart",
  report,
  figure,
  unit: "share",
  shape: "lines",
  curves,
});
const counts = (report: ReportName, figure: string): ChartPanel => ({
  kind: "chart",
  report,
  figure,
  unit: "count",
  shape: "stack",
});
const times = (figure: string, clocks: string[], groups: string[], target?: string): ChartPanel => ({
  kind: "chart",
  report: "times",
  figure,
  unit: "seconds",
  shape: "span",
  curves: of(figure, ...groups),
  clocks,
  ...(target ? { target } : {}),
});

/** A figure as a number: which line, whether more is better, and neither where it is not to be judged. */
export type Card = readonly [figure: string, group: string, better: "up" | "down" | ""];

/** What one looks at first; the other figures stand with the charts of their chapter. */
export const HEADLINES: readonly Card[] = [
  ["conversations", "", ""],
  ["containment_shown", "", "up"],
  ["handoff_rate", "", ""],
  ["first_response", "p50", "down"],
  ["sla_met", "first_response", "up"],
  ["csat", "agent", "up"],
];

interface Section {
  name: string;
  cards: readonly Card[];
  panels: readonly Panel[];
}

export const SECTIONS: readonly Section[] = [
  {
    name: "volume",
    cards: [],
    panels: [
      counts("volume", "conversations"),
      { kind: "week", report: "volume", figure: "conversations_by_hour" },
      counts("volume", "messages"),
      counts("volume", "came_back"),
    ],
  },
  {
    name: "bot",
    cards: [
      ["containment_at_most", "", "up"],
      ["precision_by_agents", "", "up"],
      ["precision_by_customers", "", "up"],
    ],
    panels: [
      counts("outcomes", "bot_outcomes"),
      {
        kind: "chart",
        report: "outcomes",
        figure: "containment",
        unit: "share",
        shape: "span",
        curves: [...alone("containment_shown"), ...alone("containment_at_most")],
      },
      share("answers", "precision_by_agents"),
      share("answers", "precision_by_customers"),
      counts("answers", "answers"),
      counts("answers", "verdicts"),
    ],
  },
  {
    name: "handoffs",
    cards: [
      ["wait", "p50", "down"],
      ["abandonment", "", "down"],
    ],
    panels: [
      counts("handoffs", "handoffs"),
      share("outcomes", "handoff_rate"),
      share("handoffs", "abandonment"),
      { kind: "ranks", report: "handoffs", figure: "article_handoffs", of: "articles" },
    ],
  },
  {
    name: "times",
    cards: [
      ["first_response", "p90", "down"],
      ["first_response_since_first_word", "p50", "down"],
      ["first_response_business", "p50", "down"],
      ["resolution", "p50", "down"],
    ],
    panels: [
      times(
        "first_response",
        ["_business", "", "_since_first_word"],
        ["p50", "p90", "p95"],
        "first_response",
      ),
      times("wait", [""], ["p50", "p90"]),
      times("resolution", ["_business", "", "_since_first_word"], ["p50", "p90"], "resolution"),
      share("times", "sla_met", of("sla_met", "first_response", "next_response", "resolution")),
    ],
  },
  {
    name: "satisfaction",
    cards: [
      ["csat", "bot", "up"],
      ["first_contact_resolution", "", "up"],
      ["reopen_rate", "bot", "down"],
      ["reopen_rate", "agent", "down"],
    ],
    panels: [
      {
        kind: "chart",
        report: "satisfaction",
        figure: "csat",
        unit: "score",
        shape: "lines",
        curves: of("csat", "bot", "agent"),
      },
      { kind: "scores", report: "satisfaction", figure: "csat_scores" },
      { kind: "ranks", report: "satisfaction", figure: "csat", of: "agents" },
      share("outcomes", "first_contact_resolution"),
      share("outcomes", "reopen_rate", of("reopen_rate", "bot", "agent")),
    ],
  },
  {
    name: "people",
    cards: [],
    panels: [
      { ...counts("availability", "availability"), unit: "hours" },
      { kind: "hours", report: "availability", figure: "agent_availability" },
    ],
  },
];
