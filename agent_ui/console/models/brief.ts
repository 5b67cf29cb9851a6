/** The brief as lines that can be drawn: nothing invented, every line with the message it was read from. */
import type { EscalationReason } from "../../shared/wire.js";
import type { TaskState } from "./task.js";

/** As it comes over the wire; anything may be missing in an older record. */
export interface WireBrief {
  reason?: EscalationReason | null;
  reason_seq?: number | null;
  language?: string;
  signals?: readonly { name: string; value: unknown; seq: number }[] | Readonly<Record<string, unknown>>;
  evidence?: readonly { text: string; seq: number }[];
  goal?: { text: string; seq: number } | null;
  said_last?: { text: string; seq: number } | null;
  call_back?: { text: string; seq: number } | null;
  task?: { text: string; seq: number; by: string; outcome: string } | null;
  facts?: readonly { name?: string; value?: string; text?: string; seq: number }[];
  files?: readonly { name: string; seq: number }[];
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
  /** What they typed last before the handoff, where the goal does not say it already. */
  saidLast: { text: string; seq: number } | null;
  /** The number at which the customer wants to be called. */
  callBack: { text: string; seq: number } | null;
  /** What a colleague had left to the bot, and how far it got. */
  task: { text: string; seq: number; by: string; outcome: TaskState } | null;
  facts: { name: string; value: string; seq: number }[];
  files: { name: string; seq: number }[];
  /** The customer's own words that spoke for the handoff. */
  evidence: { text: string; seq: number }[];
  articles: { id: string; title: string; url: string | null; seq: number; outcome: string }[];
  signals: Signal[];
  promises: { text: string; seq: number }[];
  mood: { seq: number; score: number }[];
  suggestions: string[];
  language: string | null;
}

/** Where e-mail may reach the customer: the contact's address, then those that were written, the newest first. */
export function addressesOf(contact: string | null | undefined, brief: WireBrief | null): string[] {
  const written = brief ? briefLines(brief).facts.filter(({ name }) => name === "email") : [];
  const found = [contact ?? "", ...written.sort((a, b) => b.seq - a.seq).map(({ value }) => value)];
  const lower = found.map((address) => address.toLowerCase());
  return found.filter((address, at) => address && lower.indexOf(address.toLowerCase()) === at);
}

export function briefLines(brief: WireBrief): BriefLines {
  return {
    reason: brief.reason ? { reason: brief.reason, seq: shown(brief.reason_seq) } : null,
    goal: brief.goal?.text ? brief.goal : null,
    saidLast: brief.said_last ?? null,
    callBack: brief.call_back ?? null,
    task: taskLine(brief.task),
    facts: factsOf(brief.facts),
    files: [...(brief.files ?? [])],
    articles: (brief.articles ?? []).map(({ id, title, url, shown_at_seq, outcome }) => ({
      id,
      title,
      url: url ?? null,
      seq: shown_at_seq,
      outcome: outcome ?? "not_answered",
    })),
    signals: signalsOf(brief.signals),
    evidence: (brief.evidence ?? []).filter(
      ({ text }) =>
        text && text !== brief.goal?.text && text !== brief.said_last?.text && !MEASURE.test(text),
    ),
    promises: [...(brief.promises ?? [])],
    mood: [...(brief.mood ?? [])].sort((a, b) => a.seq - b.seq),
    suggestions: (brief.suggested_replies ?? []).map(({ text }) => text).filter(Boolean),
    language: brief.language ?? null,
  };
}

/** The page they are on is one line: its title and its address. */
function factsOf(facts: WireBrief["facts"] = []): BriefLines["facts"] {
  const all = facts.map(({ name, value, text, seq }) => ({
    name: name ?? "",
    value: value ?? text ?? "",
    seq,
  }));
  const page = all.find(({ name }) => name === "page");
  const title = all.find(({ name, seq }) => name === "page_title" && (!page || seq === page.seq));
  return all
    .filter(({ name }) => name !== "page_title" || (!page && title))
    .map((fact) => (fact === page && title ? { ...fact, value: `${title.value} · ${fact.value}` } : fact));
}

function taskLine(task: WireBrief["task"]): BriefLines["task"] {
  if (!task?.text) return null;
  return { ...task, outcome: ENDS.find((one) => one === task.outcome) ?? "shown" };
}

const ENDS: readonly TaskState[] = ["helped", "rejected", "shown", "asked", "not_done"];

function signalsOf(signals: WireBrief["signals"]): Signal[] {
  if (!signals) return [];
  const list = Array.isArray(signals)
    ? (signals as readonly { name: string; value: unknown; seq: number }[])
    : Object.entries(signals).map(([name, value]) => ({ name, value, seq: null }));
  return list
    .filter(({ name, value }) => speaks(name, value))
    .map(({ name, value, seq }) => ({ name, value: plain(value), seq: shown(seq) }));
}

/** A signal with its value ("anger: 0.96") is shown among the signals, not as somebody's words. */
const MEASURE = /^[a-z_]+: \S+$/;

/** From which value on a signal is worth an agent's eye; what a machine calls its guess never is. */
const WORTH: Readonly<Record<string, number | undefined>> = {
  anger: 0.3,
  distress: 0.3,
  anger_before: 0.3,
  turns: 5,
};
const TECHNICAL = new Set(["intent", "confidence", "evidence"]);

function speaks(name: string, value: unknown): boolean {
  if (TECHNICAL.has(name)) return false;
  if (typeof value === "number") return value > 0 && value >= (WORTH[name] ?? 0);
  return value === true || (typeof value === "string" && value !== "");
}

function plain(value: unknown): number | string | null {
  return typeof value === "number" || typeof value === "string" ? value : null;
}

/** Messages are counted from one: a zero points nowhere. */
function shown(seq: number | null | undefined): number | null {
  return seq === 0 ? null : (seq ?? null);
}
