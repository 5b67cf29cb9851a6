/** The form before a chat: what customers are asked, and what they agree to. */
import { LANGS } from "../../shared/i18n.js";
import type { Lang } from "../../shared/wire.js";
import { written } from "./closing.js";
import { DraftModel, type Stamp } from "./draft.js";

export const KINDS = ["name", "email", "phone", "text"] as const;
export type Kind = (typeof KINDS)[number];
export const MOST = { fields: 10, label: 120, pattern: 300, consent: 1000, link: 2000 } as const;
/** Names and e-mail addresses have a shape of their own, or none. */
const PATTERNED: readonly Kind[] = ["phone", "text"];
/** What browsers read in a pattern, and the desk does not. */
const BROWSERS_ONLY = /\\[pPkc]|\\u\{|\(\?<[A-Za-z_$]/;

export type Texts = Partial<Record<Lang, string>>;
export type Problem = "blank" | "pattern" | "agree" | "link";

export interface Field {
  id: string;
  kind: Kind;
  label: Texts;
  required: boolean;
  pattern: string;
  hint: Texts;
}

export interface Intake extends Stamp {
  fields: readonly Field[];
  consent: { text: Texts; link: string } | null;
}

export interface IntakeDraft {
  fields: Field[];
  /** Switched off, its text stays until it is saved. */
  agree: boolean;
  text: Texts;
  link: string;
  /** The new text means what the old one meant. */
  correction: boolean;
}

export class IntakeModel extends DraftModel<Intake, IntakeDraft> {
  protected draftOf({ fields, consent }: Intake): IntakeDraft {
    return {
      fields: fields.map(({ id, kind, label, required, pattern, hint }) => ({
        id,
        kind,
        label: inOrder(label),
        required,
        pattern,
        hint: inOrder(hint),
      })),
      agree: consent !== null,
      text: inOrder(consent?.text ?? {}),
      link: consent?.link ?? "",
      correction: false,
    };
  }

  protected bodyOf({ fields, agree, text, link, correction }: IntakeDraft): object {
    return {
      ...(this.asksAnew ? { correction } : {}),
      fields: fields.map((field) => ({
        ...field,
        label: written(field.label),
        pattern: this.asksPattern(field) ? field.pattern.trim() : "",
        hint: this.asksHint(field) ? written(field.hint) : {},
      })),
      consent: agree ? { text: written(text), link: link.trim() } : null,
    };
  }

  /** Whether an answer of this kind may have to fit a pattern; one that was set otherwise is shown, too. */
  asksPattern({ id, kind }: Field): boolean {
    return PATTERNED.includes(kind) || Boolean(this.savedField(id)?.pattern);
  }

  /** Whether there is anything that an answer may not fit. */
  asksHint(field: Field): boolean {
    const patterned = this.asksPattern(field) && field.pattern.trim() !== "";
    return patterned || Object.keys(written(this.savedField(field.id)?.hint ?? {})).length > 0;
  }

  /** Whether customers agreed to another text than the one that is written here; a translation is none. */
  get asksAnew(): boolean {
    const { draft, saved } = this;
    if (!draft?.agree || !saved?.consent) return false;
    const before = written(saved.consent.text);
    const now = written(draft.text);
    const kept = LANGS.filter((lang) => before[lang] && now[lang]);
    const reworded = !kept.length || kept.some((lang) => before[lang] !== now[lang]);
    return reworded || saved.consent.link !== draft.link.trim();
  }

  /** Nothing is asked, and chats begin at once. */
  get nothing(): boolean {
    return this.draft !== null && this.draft.fields.length === 0 && !this.draft.agree;
  }

  get sound(): boolean {
    return this.problems.size === 0;
  }

  /** Places such as `q1.label`, with what is amiss there. */
  get problems(): ReadonlyMap<string, Problem> {
    const found = new Map<string, Problem>();
    const { draft } = this;
    if (!draft) return found;
    for (const field of draft.fields) {
      if (isBlank(field.label)) found.set(`${field.id}.label`, "blank");
      if (this.asksPattern(field) && !isReadable(field.pattern.trim()))
        found.set(`${field.id}.pattern`, "pattern");
    }
    if (draft.agree && isBlank(draft.text)) found.set("text", "agree");
    if (draft.agree && !/^(https?:\/\/\S+)?$/.test(draft.link.trim())) found.set("link", "link");
    return found;
  }

  private savedField(id: string): Field | undefined {
    return this.saved?.fields.find((one) => one.id === id);
  }
}

/** Another field; of the kinds, the first that is not asked for yet. */
export function freshField(id: string, fields: readonly Field[]): Field {
  const kind = KINDS.find((one) => fields.every((field) => field.kind !== one)) ?? "text";
  return { id, kind, label: inOrder({}), required: false, pattern: "", hint: inOrder({}) };
}

/** Whether both the widget and the desk can read this pattern. */
function isReadable(pattern: string): boolean {
  try {
    new RegExp(`^(?:${pattern})$`, "u");
    return !BROWSERS_ONLY.test(pattern);
  } catch {
    return false;
  }
}

function isBlank(text: Texts): boolean {
  return Object.keys(written(text)).length === 0;
}

function inOrder(text: Texts): Texts {
  return Object.fromEntries(LANGS.map((lang) => [lang, text[lang] ?? ""]));
}
