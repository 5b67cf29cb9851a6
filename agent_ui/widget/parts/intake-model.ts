/** The form before a chat, without its looks: what is known already, and what is wrong with an answer. */
import type { Lang } from "../../shared/wire.js";

type Texts = Partial<Record<Lang, string>>;

export interface IntakeField {
  id: string;
  kind: "name" | "email" | "phone" | "text";
  label: Texts;
  required: boolean;
  pattern: string;
  hint: Texts;
}

export interface Intake {
  fields: readonly IntakeField[];
  consent: { text: Texts; link: string } | null;
  version: number;
}

/** What a customer answered and agreed to, and in which version of the form they read it. */
export interface Given {
  answers: Record<string, string>;
  consent: boolean;
  version: number;
}

/** In this language, else in the first in which somebody wrote it. */
export function saidIn(text: Texts, lang: Lang): string {
  return text[lang] ?? Object.values(text)[0] ?? "";
}

export function mistake(field: IntakeField, answer: string): "missing" | "unfit" | null {
  const text = latin(answer.trim());
  if (!text) return field.required ? "missing" : null;
  if (field.kind === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text)) return "unfit";
  return fits(field.pattern, text) ? null : "unfit";
}

/** A pattern that this browser cannot read keeps nobody out. */
function fits(pattern: string, text: string): boolean {
  if (!pattern) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(text);
  } catch {
    return true;
  }
}

/** Patterns are written with Latin digits; people write with their own. */
function latin(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
