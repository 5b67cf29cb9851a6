/** Keeps the macros, with what their steps may name: colleagues, teams and reasons. */
import type { MacroItem } from "../../console/models/shelf.js";
import type { Receiver } from "../../rooms/steps.js";
import type { Editing } from "../models/editing.js";
import { BLANK, contentOf, draftOf, problemsOf, type MacroDraft } from "../models/macros.js";
import { ShelfKeeper, type ShelfAsk } from "./shelf-keeper.js";

export type MacrosAsk = ShelfAsk<MacroDraft>;

export class MacrosKeeper extends ShelfKeeper<MacroItem, MacroDraft> {
  colleagues: readonly Receiver[] = [];
  reasons: readonly string[] = [];
  protected override readonly kind = "macro";
  protected override readonly blank = BLANK;
  protected override readonly draftOf = draftOf;
  protected override readonly contentOf = contentOf;

  protected override problemsOf({ draft }: Editing<MacroDraft>): ReadonlySet<string> {
    return problemsOf(draft);
  }

  protected override async fetch(): Promise<void> {
    const { http } = this.office;
    const [, { agents }, { reasons }] = await Promise.all([
      super.fetch(),
      http.get<{ agents: Receiver[] }>("/agents"),
      http.get<{ reasons: string[] }>("/settings/closing"),
    ]);
    this.colleagues = agents;
    this.reasons = reasons;
  }
}
