/** What a person can ask of any room. */
import type { Credentials } from "./login.js";
import type { Preferences } from "./settings.js";

export type RoomCommand =
  | { do: "log_in"; credentials: Credentials }
  | { do: "log_out" }
  | { do: "prefer"; preferences: Partial<Preferences> };

/** Sends a command up through the shadow roots; each room names the commands it knows. */
export function send(from: HTMLElement, detail: { do: string }): void {
  from.dispatchEvent(new CustomEvent("command", { detail, bubbles: true, composed: true }));
}
