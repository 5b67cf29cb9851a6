/** Everything that a person can ask of the settings; elements send these, the controller obeys. */
import { send, type RoomCommand } from "../rooms/commands.js";
import type { HoursDraft } from "./models/hours.js";
import type { TargetsDraft } from "./models/targets.js";

/** The pages of this room; later ones stand beside it. */
export const SECTIONS = ["answering", "hours", "sla"] as const;
export type Section = (typeof SECTIONS)[number];

/** Those that are forms, named like their path. */
export type Form = Exclude<Section, "answering">;

/** Of a form that somebody else changed meanwhile. */
export type Choice = "mine" | "theirs";

export type Command =
  | { do: "section"; section: Section }
  | { do: "turn"; risk: number }
  | { do: "days"; days: number }
  | { do: "reset" }
  | { do: "save" }
  | { do: "answer"; yes: boolean }
  | { do: "edit"; form: "hours"; draft: HoursDraft }
  | { do: "edit"; form: "sla"; draft: TargetsDraft }
  | { do: "undo"; form: Form }
  | { do: "store"; form: Form }
  | { do: "settle"; form: Form; keep: Choice };

/** Sends a command up through the shadow roots. */
export function command(from: HTMLElement, detail: Command | RoomCommand): void {
  send(from, detail);
}
