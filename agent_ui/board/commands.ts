/** Everything that a person can ask of the board; elements send these, the controller obeys. */
import { send, type RoomCommand } from "../rooms/commands.js";
import type { VerdictName } from "../console/models/verdict.js";
import type { Availability, Priority } from "../shared/wire.js";
import type { BoardAgent, Line } from "./models/board.js";

/** What is asked before it is done. */
export type Question =
  | { kind: "take_over"; line: Line }
  | { kind: "give"; line: Line }
  | { kind: "availability"; agent: BoardAgent; availability: Availability }
  | { kind: "capacity"; agent: BoardAgent };

export type Command =
  | { do: "watch"; id: string | null }
  | { do: "ask"; question: Question | null }
  | { do: "give"; line: Line; to: string; comment: string }
  | { do: "steer"; agent: string; availability?: Availability; capacity?: number }
  | { do: "prioritise"; id: string; priority: Priority }
  | { do: "whisper"; id: string; text: string }
  | { do: "judge"; message: string; verdict: VerdictName | null; article: string | null }
  | { do: "point"; seq: number }
  | { do: "hurry" };

/** Sends a command up through the shadow roots. */
export function command(from: HTMLElement, detail: Command | RoomCommand): void {
  send(from, detail);
}
