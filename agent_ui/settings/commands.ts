/** Everything that a person can ask of the settings; elements send these, the controller obeys. */
import type { Credentials } from "../rooms/login.js";
import type { Preferences } from "../rooms/settings.js";

/** The pages of this room; later ones stand beside it. */
export const SECTIONS = ["answering"] as const;
export type Section = (typeof SECTIONS)[number];

export type Command =
  | { do: "log_in"; credentials: Credentials }
  | { do: "log_out" }
  | { do: "prefer"; preferences: Partial<Preferences> }
  | { do: "section"; section: Section }
  | { do: "turn"; risk: number }
  | { do: "days"; days: number }
  | { do: "reset" }
  | { do: "save" }
  | { do: "answer"; yes: boolean }
  | { do: "dismiss" };

/** Sends a command up through the shadow roots. */
export function command(from: HTMLElement, detail: Command): void {
  from.dispatchEvent(new CustomEvent<Command>("command", { detail, bubbles: true, composed: true }));
}
