/** Everything that a person can ask of the settings; elements send these, the controller obeys. */
import { send, type RoomCommand } from "../rooms/commands.js";
import type { AskOf, KeeperName } from "./keepers/keepers.js";
import type { DraftOf, Form } from "./models/forms.js";
import type { Section } from "./sections.js";

/** Of a form that somebody else changed meanwhile. */
export type Choice = "mine" | "theirs";

type Edit = { [F in Form]: { do: "edit"; form: F; draft: DraftOf<F> } }[Form];

/** What is asked of a keeper, by its name. */
type KeeperCommand = { [K in KeeperName]: { do: "keep"; what: K; ask: AskOf<K> } }[KeeperName];

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
  | { do: "settle"; form: Form; keep: Choice }
  | KeeperCommand;

/** Sends a command up through the shadow roots. */
export function command(from: HTMLElement, detail: Command | RoomCommand): void {
  send(from, detail);
}
