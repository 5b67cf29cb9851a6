/** Everything that a person can ask of the console; elements and keys send these, the controller obeys. */
import { send, type RoomCommand } from "../rooms/commands.js";
import type { Attachment, Availability, Priority } from "../shared/wire.js";
import type { Undo } from "./calls.js";
import type { ArticleHit } from "./models/article-search.js";
import type { View } from "./models/chat.js";
import type { PromiseChange } from "./models/promises.js";
import type { TagChange } from "./models/tags.js";
import type { DraftKind } from "./models/drafts.js";
import type { Filters } from "./models/shelf.js";
import type { VerdictName } from "./models/verdict.js";
import type { Wanted } from "./shelf-keeper.js";

export type Panel =
  | "capacity"
  | "shelf"
  | "priority"
  | "block"
  | "merge"
  | "merge_picked"
  | "snooze"
  | "ticket"
  | "transcript"
  | "transfer"
  | "hand_back"
  | "resolve"
  | "shortcuts";

export type Command =
  | { do: "available"; availability: Availability; reason?: string }
  | { do: "workload"; workload: { capacity?: number; auto_accept?: boolean } }
  | { do: "view"; view: View }
  | { do: "more" }
  | { do: "select"; id: string | null }
  | { do: "step"; by: 1 | -1 }
  | { do: "claim" }
  | { do: "accept"; id: string }
  | { do: "decline"; id: string }
  | { do: "release" }
  | { do: "ask"; panel: Panel | null }
  | { do: "transfer"; to: string; comment: string; force: boolean }
  | { do: "hand_back"; task: string; article: string | null }
  | { do: "snooze"; until: string | null }
  | { do: "wake" }
  | { do: "ticket"; email: string }
  | { do: "transcript"; email: string }
  | { do: "merge"; id: string; others: readonly string[] }
  | { do: "unmerge"; id: string; others: readonly string[] }
  | { do: "peek"; other: string }
  | { do: "resolve"; reason: string; tags: string[] }
  | {
      do: "send";
      kind: DraftKind;
      text: string;
      mentions?: readonly string[];
      attachments?: readonly Attachment[];
    }
  | { do: "share"; article: ArticleHit }
  | { do: "retry"; clientMessageId: string }
  | { do: "discard"; clientMessageId: string }
  | { do: "draft"; kind: DraftKind; text: string }
  | { do: "compose"; kind: DraftKind }
  | { do: "insert"; text: string }
  | { do: "typing"; on: boolean }
  | { do: "judge"; message: string; verdict: VerdictName | null; article: string | null }
  | { do: "point"; seq: number }
  | { do: "details"; open: boolean }
  | { do: "search"; query: string; lang: string }
  | { do: "dismiss"; notice: number }
  | { do: "hurry" }
  | { do: "find"; change: Partial<Filters> }
  | { do: "find_more" }
  | { do: "find_clear" }
  | { do: "jump"; id: string; seq: number | null }
  | { do: "look_up"; query: string; lang: string; everywhere?: boolean }
  | { do: "palette"; open: boolean }
  | { do: "keep"; item: Wanted }
  | { do: "drop"; id: string }
  | { do: "macro"; macro: string }
  | { do: "undo"; id: string; calls: readonly Undo[] }
  | { do: "prioritise"; priority: Priority }
  | { do: "block"; id: string; on: boolean }
  | { do: "promise"; change: PromiseChange }
  | { do: "tag"; change: TagChange }
  | { do: "look_at_form" }
  | { do: "next" }
  | { do: "pick"; ids: readonly string[] | null }
  | { do: "toggle"; id: string }
  | { do: "bulk"; what: { priority: Priority } | { tags: readonly string[] } | { reason: string } }
  | { do: "unbulk"; undos: readonly { id: string; undo: Undo }[] };

/** Sends a command up through the shadow roots. */
export function command(from: HTMLElement, detail: Command | RoomCommand): void {
  send(from, detail);
}
