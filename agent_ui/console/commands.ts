/** Everything that a person can ask of the console; elements and keys send these, the controller obeys. */
import { send, type RoomCommand } from "../rooms/commands.js";
import type { Availability } from "../shared/wire.js";
import type { View } from "./models/chat.js";
import type { DraftKind } from "./models/drafts.js";
import type { VerdictName } from "./models/verdict.js";

export type Panel = "snooze" | "transfer" | "hand_back" | "resolve" | "shortcuts";

export type Command =
  | { do: "available"; availability: Availability }
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
  | { do: "hand_back"; task: string }
  | { do: "snooze"; until: string | null }
  | { do: "wake" }
  | { do: "resolve"; reason: string; tags: string[] }
  | { do: "send"; kind: DraftKind; text: string }
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
  | { do: "hurry" };

/** Sends a command up through the shadow roots. */
export function command(from: HTMLElement, detail: Command | RoomCommand): void {
  send(from, detail);
}
