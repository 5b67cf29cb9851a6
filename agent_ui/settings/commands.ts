/** Everything that a person can ask of the settings; elements send these, the controller obeys. */
import { send, type RoomCommand } from "../rooms/commands.js";

/** The pages of this room; later ones stand beside it. */
export const SECTIONS = ["answering"] as const;
export type Section = (typeof SECTIONS)[number];

export type Command =
  | { do: "section"; section: Section }
  | { do: "turn"; risk: number }
  | { do: "days"; days: number }
  | { do: "reset" }
  | { do: "save" }
  | { do: "answer"; yes: boolean };

/** Sends a command up through the shadow roots. */
export function command(from: HTMLElement, detail: Command | RoomCommand): void {
  send(from, detail);
}
