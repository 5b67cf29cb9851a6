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
}

/** In this language, else in the first in which somebody wrote it. */
export function saidIn(text: Texts, lang: Lang): string {
  return text[lang] ?? Object.values(text)[0] ?? "";
}

/** What an identity of the host site tells of its customer; the desk alone judges whether that is true. */
export function known(identity: string): Set<string> {
  try {
    const claims = (identity.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const told = JSON.parse(atob(claims)) as Record<string, unknown>;
    return new Set(["name", "email"].filter((name) => told[name]));
  } catch {
    return new Set();
  }
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
