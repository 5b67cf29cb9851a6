/** Everything that a person can ask of the editor; elements send these, the controller obeys. */
import { send, type RoomCommand } from "../rooms/commands.js";
import type { Fields } from "./models/article.js";
import type { Filter } from "./models/library.js";

export type Pane = "write" | "preview" | "ask";

export type Command =
  | { do: "filter"; filter: Partial<Filter> }
  | { do: "open"; id: string | null }
  | { do: "new"; lang?: string; translate?: boolean }
  | { do: "write"; fields: Partial<Fields> }
  | { do: "save" }
  | { do: "publish" }
  | { do: "unpublish" }
  | { do: "check" }
  | { do: "archive" }
  | { do: "remove" }
  | { do: "answer"; yes: boolean }
  | { do: "settle"; keep: "mine" | "theirs" }
  | { do: "pane"; pane: Pane }
  | { do: "ask"; question: string; lang: string };

/** Sends a command up through the shadow roots. */
export function command(from: HTMLElement, detail: Command | RoomCommand): void {
  send(from, detail);
}
