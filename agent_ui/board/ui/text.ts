/** How the board names people and times. */
import { duration } from "../../console/ui/text.js";
import type { Line } from "../models/board.js";
import type { BoardWords } from "../words.js";

export function customer(words: BoardWords, line: Pick<Line, "visitor_id" | "visitor_name">): string {
  const tail = line.visitor_id.replaceAll("-", "").slice(-4).toUpperCase();
  return line.visitor_name ?? words.t("customer", { tail });
}

/** How long ago, or for how long. */
export function since(words: BoardWords, iso: string, now: number): string {
  return duration(words, { seconds: Math.max(0, Math.floor((now - Date.parse(iso)) / 1000)) });
}
