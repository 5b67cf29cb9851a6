/** Everything that a person can ask of the settings; elements send these, the controller obeys. */
import { send, type RoomCommand } from "../rooms/commands.js";
import type { DraftOf, Form } from "./models/forms.js";
import type { Section } from "./sections.js";

/** Of a form that somebody else changed meanwhile. */
export type Choice = "mine" | "theirs";

type Edit = { [F in Form]: { do: "edit"; form: F; draft: DraftOf<F> } }[Form];

export type Command =
  | { do: "section"; section: Section }
  | { do: "turn"; risk: number }
  | { do: "days"; days: number }
  | { do: "reset" }
  | { do: "save" }
  | { do: "answer"; yes: boolean }
  | Edit
  | { do: "undo"; form: Form }
  | { do: "store"; form: Form }
  | { do: "settle"; form: Form; keep: Choice };

/** Sends a command up through the shadow roots. */
export function command(from: HTMLElement, detail: Command | RoomCommand): void {
  send(from, detail);
}
