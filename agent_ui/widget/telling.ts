/** What the page around may want to know: news, and that a person was asked. */
import type { Bridge } from "./bridge.js";
import type { Frame } from "./elements/frame.js";
import type { Chat } from "./models/chat.js";
import { ownerOf, unread } from "./models/state.js";

export function telling(
  bridge: Bridge,
  frame: Frame,
  page: () => string | undefined,
): (chat: Chat, shown: boolean) => void {
  let told = { unread: 0, seq: 0, owner: "bot", kept: false };

  /** A person is heard at once; the assistant, who answers at once, only by those who look elsewhere. */
  const announce = (type: string, shown: boolean, count: number): void => {
    const away = !shown || document.visibilityState === "hidden";
    if (type === "agent" || (type === "bot" && away))
      import("./parts/news.js").then(
        (news) => news.announce(frame, count, page(), bridge),
        () => undefined,
      );
  };

  return ({ state, kept }, shown) => {
    const { newest } = state.timeline;
    const owner = ownerOf(state);
    const now = {
      unread: shown ? 0 : unread(state) + frame.elsewhere,
      seq: newest?.seq ?? 0,
      owner,
      kept,
    };
    if (now.unread !== told.unread) bridge.tell("unread", now.unread);
    if (kept !== told.kept) bridge.tell("kept", kept);
    if (newest && now.seq > told.seq && state.settled) {
      const { author, kind, seq } = newest;
      bridge.tell("message", { author: author.type, kind, seq });
      announce(author.type, shown, unread(state));
    }
    if (owner !== told.owner && (owner === "queue" || owner === "agent")) bridge.tell("handoff", { owner });
    told = now;
  };
}
