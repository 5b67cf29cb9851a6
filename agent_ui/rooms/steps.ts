/** What a macro does: its steps, what is amiss in them, and how they are told in words. */
import { LANGS } from "../shared/i18n.js";
import type { Lang, Priority } from "../shared/wire.js";
import { sampled, unknown } from "./placeholders.js";
import { resolution } from "./terms.js";
import type { RoomWords } from "./words.js";

export interface Step {
  do: "reply" | "note" | "tag" | "priority" | "snooze" | "transfer" | "resolve";
  texts?: Readonly<Record<string, string>>;
  tags?: readonly string[];
  priority?: Priority;
  hours?: number;
  to?: string;
  reason?: string;
}

/** To whom a step may transfer: a colleague, or a team (`team:ID`). */
export interface Receiver {
  id: string;
  name: string;
}

export type StepProblem = "texts" | "placeholder" | "tags" | "to" | "last";

export const DOES: readonly Step["do"][] = [
  "reply",
  "note",
  "tag",
  "priority",
  "snooze",
  "transfer",
  "resolve",
];
export const MOST_STEPS = 8;
const LAST: readonly Step["do"][] = ["snooze", "transfer", "resolve"];

/** The words of a free tag field: parted by commas of any of our scripts, each once. */
export function tagsIn(text: string): string[] {
  return [...new Set(text.split(/[,،;\n]/).map((tag) => tag.trim()))].filter(Boolean);
}

/** The text in a language, else in the first of ours that there is one in. */
export function textIn(texts: Readonly<Record<string, string>>, lang: string): string {
  return texts[lang] || (Object.values(texts).find(Boolean) ?? "");
}

/** What keeps a step from being kept. */
export function problemOf(step: Step, last: boolean): StepProblem | null {
  const texts = Object.values(step.texts ?? {});
  if (!last && LAST.includes(step.do)) return "last";
  if (step.do === "reply" || step.do === "note") {
    if (texts.every((text) => !text.trim())) return "texts";
    if (texts.some((text) => unknown(text).length > 0)) return "placeholder";
  }
  if (step.do === "tag" && !step.tags?.length) return "tags";
  if (step.do === "transfer" && !step.to) return "to";
  return null;
}

/** Whether a macro may be kept as it is. */
export function soundSteps(steps: readonly Step[]): boolean {
  return steps.length > 0 && steps.every((step, at) => !problemOf(step, at === steps.length - 1));
}

export function receiversOf(
  words: RoomWords,
  colleagues: readonly Receiver[],
  teams: readonly Receiver[],
): Receiver[] {
  const named = teams.map(({ id, name }) => ({ id: `team:${id}`, name: words.t("whose.team", { name }) }));
  return [...colleagues, ...named];
}

/** What a step does, as a sentence; texts as a customer would read them, with made-up people. */
export function says(words: RoomWords, step: Step, receivers: readonly Receiver[]): string {
  switch (step.do) {
    case "reply":
    case "note":
      return words.t(`step.says.${step.do}`, { text: sampled(textIn(step.texts ?? {}, words.lang)) });
    case "tag":
      return words.t("step.says.tag", {
        tags: new Intl.ListFormat(words.lang, { type: "unit" }).format(step.tags ?? []),
      });
    case "priority":
      return words.t("step.says.priority", { priority: words.t(`priority.${step.priority ?? "high"}`) });
    case "snooze":
      return step.hours ? words.n("step.says.snooze.hours", step.hours) : words.t("step.says.snooze");
    case "transfer":
      return words.t("step.says.transfer", {
        name: receivers.find((one) => one.id === step.to)?.name ?? "–",
      });
    case "resolve":
      return step.reason
        ? words.t("step.says.resolve", { reason: resolution(words, step.reason) })
        : words.t("step.resolve");
  }
}

/** A step as it begins: what only has to be chosen is chosen. */
export function fresh(does: Step["do"], receivers: readonly Receiver[], reasons: readonly string[]): Step {
  switch (does) {
    case "reply":
    case "note":
      return { do: does, texts: {} };
    case "tag":
      return { do: does, tags: [] };
    case "priority":
      return { do: does, priority: "high" };
    case "transfer":
      return { do: does, ...(receivers[0] && { to: receivers[0].id }) };
    case "resolve":
      return { do: does, ...(reasons[0] && { reason: reasons[0] }) };
    case "snooze":
      return { do: does };
  }
}

/** The step with a text in a language, without it where it is empty. */
export function written(step: Step, lang: Lang, text: string): Step {
  const kept = LANGS.flatMap((one) => {
    const is = one === lang ? text : (step.texts?.[one] ?? "");
    return is.trim() ? [[one, is] as const] : [];
  });
  return { ...step, texts: Object.fromEntries(kept) };
}
