/** The brief as lines that can be drawn: nothing invented, every line with the message it was read from. */
import type { EscalationReason } from "../../shared/wire.js";

/** As it comes over the wire; anything may be missing in an older record. */
export interface WireBrief {
  reason?: EscalationReason | null;
  reason_seq?: number | null;
  language?: string;
  signals?: readonly { name: string; value: unknown; seq: number }[] | Readonly<Record<string, unknown>>;
  evidence?: readonly { text: string; seq: number }[];
  goal?: { text: string; seq: number } | null;
  facts?: readonly { name?: string; value?: string; text?: string; seq: number }[];
  articles?: readonly {
    id: string;
    title: string;
    url?: string | null;
    shown_at_seq: number;
    score?: number;
    outcome?: string;
  }[];
  mood?: readonly { seq: number; score: number }[];
  promises?: readonly { text: string; seq: number }[];
  suggested_replies?: readonly { text: string; seq?: number | null }[];
}

export interface Signal {
  name: string;
  /** A share of one, a count, a word; null for a plain yes. */
  value: number | string | null;
  seq: number | null;
}

export interface BriefLines {
  reason: { reason: EscalationReason; seq: number | null } | null;
  goal: { text: string; seq: number } | null;
  facts: { name: string; value: string; seq: number }[];
  articles: { id: string; title: string; url: string | null; seq: number; outcome: string }[];
  signals: Signal[];
  promises: { text: string; seq: number }[];
  mood: { seq: number; score: number }[];
  suggestions: string[];
  language: string | null;
}

export function briefLines(brief: WireBrief): BriefLines {
  return {
    reason: brief.reason ? { reason: brief.reason, seq: shown(brief.reason_seq) } : null,
    goal: brief.goal?.text ? brief.goal : null,
    facts: (brief.facts ?? []).map(({ name, value, text, seq }) => ({
      name: name ?? "",
      value: value ?? text ?? "",
      seq,
    })),
    articles: (brief.articles ?? []).map(({ id, title, url, shown_at_seq, outcome }) => ({
      id,
      title,
      url: url ?? null,
      seq: shown_at_seq,
      outcome: outcome ?? "not_answered",
    })),
    signals: signalsOf(brief.signals),
    promises: [...(brief.promises ?? [])],
    mood: [...(brief.mood ?? [])].sort((a, b) => a.seq - b.seq),
    suggestions: (brief.suggested_replies ?? []).map(({ text }) => text).filter(Boolean),
    language: brief.language ?? null,
  };
}

function signalsOf(signals: WireBrief["signals"]): Signal[] {
  if (!signals) return [];
  const list = Array.isArray(signals)
    ? (signals as readonly { name: string; value: unknown; seq: number }[])
    : Object.entries(signals).map(([name, value]) => ({ name, value, seq: null }));
  return list
    .filter(({ value }) => value !== false && value !== null && value !== 0 && value !== "")
    .map(({ name, value, seq }) => ({ name, value: plain(value), seq: shown(seq) }));
}

function plain(value: unknown): number | string | null {
  return typeof value === "number" || typeof value === "string" ? value : null;
}

/** Messages are counted from one: a zero points nowhere. */
function shown(seq: number | null | undefined): number | null {
  return seq === 0 ? null : (seq ?? null);
}
