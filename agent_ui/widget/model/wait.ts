/** How long it may take until a person answers, in words; nothing when the desk does not know. */
import type { QueuePlace } from "../../shared/wire.js";
import type { WidgetWords } from "../words.js";

export function waitText(words: WidgetWords, place: QueuePlace | null): string {
  const range = place?.wait_seconds;
  if (!range) return "";
  const low = Math.floor(range[0] / 60);
  const high = Math.max(1, Math.ceil(range[1] / 60));
  return low < 1 || low === high ? words.n("queue.within", high) : words.n("queue.between", high, { low });
}
