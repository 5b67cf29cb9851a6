/** Keeps the canned replies. */
import type { CannedItem } from "../../console/models/shelf.js";
import { BLANK, contentOf, draftOf, problemsOf, type ReplyDraft } from "../models/replies.js";
import type { Editing } from "../models/editing.js";
import { ShelfKeeper, type ShelfAsk } from "./shelf-keeper.js";

export type RepliesAsk = ShelfAsk<ReplyDraft>;

export class RepliesKeeper extends ShelfKeeper<CannedItem, ReplyDraft> {
  protected override readonly kind = "canned_reply";
  protected override readonly blank = BLANK;
  protected override readonly draftOf = draftOf;
  protected override readonly contentOf = contentOf;

  protected override problemsOf({ draft }: Editing<ReplyDraft>): ReadonlySet<string> {
    return problemsOf(draft);
  }
}
