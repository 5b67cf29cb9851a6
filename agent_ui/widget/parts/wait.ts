/** When a person answers, in words: when the desk opens, else how long it takes; nothing if unknown. */
import type { QueuePlace } from "../../shared/wire.js";
import type { PartWords } from "../words.js";

export function waitText(words: PartWords, place: QueuePlace | null): string {
  if (place?.opens_at) return words.t("queue.opens", { when: words.moment(place.opens_at) });
  const range = place?.wait_seconds;
  if (!range) return "";
  const low = Math.floor(range[0] / 60);
  const high = Math.max(1, Math.ceil(range[1] / 60));
  return low < 1 || low === high ? words.n("queue.within", high) : words.n("queue.between", high, { low });
}
