/** How the widget looks: what is chosen, whether words on its colour can be read, and the tag for a website. */
import { LANGS } from "../../shared/i18n.js";
import type { Lang } from "../../shared/wire.js";
import { contrast } from "../../widget/models/accent.js";
import { DraftModel, type Stamp } from "./draft.js";
import { wholeNumber } from "./numbers.js";

export const FONTS = ["system", "rounded", "serif"] as const;
export const SIDES = ["end", "start"] as const;
export const LAUNCHERS = ["icon", "text"] as const;
export const SHADES = ["system", "light", "dark"] as const;
export const LEAST_CONTRAST = 4.5;
export const MOST = { radius: 28, offset: 120, title: 60, greeting: 200, label: 30, logo: 30_000 } as const;
const [WHITE, INK] = ["#ffffff", "#10201e"];

type Texts = Partial<Record<Lang, string>>;

export interface LookDraft {
  accent: string;
  radius: string;
  font: (typeof FONTS)[number];
  side: (typeof SIDES)[number];
  offset_x: string;
  offset_y: string;
  launcher: (typeof LAUNCHERS)[number];
  labels: Texts;
  logo: string;
  title: string;
  greetings: Texts;
  shade: (typeof SHADES)[number];
}

export interface Look extends Stamp, Omit<LookDraft, "radius" | "offset_x" | "offset_y"> {
  radius: number;
  offset_x: number;
  offset_y: number;
}

export class LookModel extends DraftModel<Look, LookDraft> {
  protected draftOf(saved: Look): LookDraft {
    const { accent, font, side, launcher, logo, title, shade } = saved;
    return {
      accent,
      font,
      side,
      launcher,
      logo,
      title,
      shade,
      radius: String(saved.radius),
      offset_x: String(saved.offset_x),
      offset_y: String(saved.offset_y),
      labels: inOrder(saved.labels),
      greetings: inOrder(saved.greetings),
    };
  }

  protected bodyOf(draft: LookDraft): object {
    const { radius, offset_x, offset_y } = draft;
    return {
      ...draft,
      accent: draft.accent.toLowerCase(),
      radius: wholeNumber(radius),
      offset_x: wholeNumber(offset_x),
      offset_y: wholeNumber(offset_y),
    };
  }

  get sound(): boolean {
    return this.problems.size === 0;
  }

  get problems(): ReadonlySet<string> {
    const { draft } = this;
    const wrong = new Set<string>();
    if (!draft) return wrong;
    if (!isColour(draft.accent)) wrong.add("accent");
    else if (readable(draft.accent) < LEAST_CONTRAST) wrong.add("contrast");
    for (const [name, most] of [
      ["radius", MOST.radius],
      ["offset_x", MOST.offset],
      ["offset_y", MOST.offset],
    ] as const) {
      const value = wholeNumber(draft[name]);
      if (!(value >= 0 && value <= most)) wrong.add(name);
    }
    return wrong;
  }
}

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** The contrast of the better of the two inks on a colour. */
export function readable(accent: string): number {
  return Math.max(contrast(accent, WHITE), contrast(accent, INK));
}

/** The same colour, as little darker as lets white words be read on it. */
export function nearestReadable(accent: string): string {
  for (let percent = 100; percent >= 0; percent -= 1) {
    const parts = [1, 3, 5].map((at) => Math.floor((parseInt(accent.slice(at, at + 2), 16) * percent) / 100));
    const tried = `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
    if (contrast(tried, WHITE) >= LEAST_CONTRAST) return tried;
  }
  return INK;
}

/** What a website puts into its pages; the look comes from the desk, so that the tag never changes. */
export function snippet(origin: string): string {
  return `<script async data-baton src="${origin}/widget/loader.js"></script>`;
}

function inOrder(texts: Texts): Texts {
  return Object.fromEntries(LANGS.map((lang) => [lang, texts[lang] ?? ""]));
}
