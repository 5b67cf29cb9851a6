/** The languages that the desk offers: in which it answers, which customers may choose, and which else is taken. */
import { LANGS } from "../../shared/i18n.js";
import type { Lang } from "../../shared/wire.js";
import { DraftModel, type Stamp } from "./draft.js";

export interface LanguagesDraft {
  offered: readonly Lang[];
  widget: readonly Lang[];
  default: Lang;
}

export interface Languages extends Stamp, LanguagesDraft {}

export class LanguagesModel extends DraftModel<Languages, LanguagesDraft> {
  protected draftOf({ offered, widget, default: fallback }: Languages): LanguagesDraft {
    return { offered, widget, default: fallback };
  }

  protected bodyOf(draft: LanguagesDraft): object {
    return draft;
  }

  get sound(): boolean {
    return this.problems.size === 0;
  }

  get problems(): ReadonlySet<"offered" | "widget"> {
    const wrong = new Set<"offered" | "widget">();
    if (!this.draft) return wrong;
    if (this.draft.offered.length === 0) wrong.add("offered");
    else if (this.draft.widget.length === 0) wrong.add("widget");
    return wrong;
  }
}

/** A language comes to be one of these, or no longer is; what rests on it follows. */
export function ticked(
  draft: LanguagesDraft,
  field: "offered" | "widget",
  lang: Lang,
  on: boolean,
): LanguagesDraft {
  const among = (name: "offered" | "widget"): Lang[] =>
    LANGS.filter((one) => (name === field && one === lang ? on : draft[name].includes(one)));
  const offered = among("offered");
  const widget = among("widget").filter((one) => offered.includes(one));
  return {
    offered,
    widget,
    default: widget.includes(draft.default) ? draft.default : (widget[0] ?? draft.default),
  };
}
