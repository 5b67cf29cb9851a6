/** Everything that a person can ask about their own account. */
import { send } from "../rooms/commands.js";

export type Command =
  | { do: "write"; name: string }
  | { do: "rename" }
  | { do: "picture"; file: File | null }
  | { do: "password"; current: string; password: string }
  | { do: "accept"; password: string };

export function command(from: HTMLElement, detail: Command): void {
  send(from, detail);
}
