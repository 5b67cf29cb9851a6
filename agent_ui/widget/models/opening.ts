/** Opens the conversation at the desk: to begin one, or for what came since; one call at a time. */
import { CallError } from "../../shared/socket.js";
import type { Conversation, Lang, Opened } from "../../shared/wire.js";
import type { KeyValue } from "./outbox.js";
import type { Calls } from "./ports.js";
import { readJson } from "./storage.js";

/** There may be other conversations; `new` while the next word is to begin another. */
export const OTHERS = "baton.others";
/** What was answered before the chat; it goes along with each new conversation. */
export const INTAKE = "baton.intake";

interface Chat {
  conversation: () => Conversation | null;
  /** Up to here nothing is missing. */
  after: () => number;
  lang: () => Lang;
  admit: (opened: Opened) => void;
  /** The desk does not know this conversation, or not as this visitor's. */
  gone: () => void;
  settled: () => void;
  mind: (error: unknown) => void;
}

export interface Opening {
  /** Everything after what we surely have. */
  catchUp: () => Promise<void>;
  /** The conversation to speak in; one is begun if there is none. */
  begun: () => Promise<string>;
}

export function openingOf(storage: KeyValue, link: Calls, chat: Chat): Opening {
  let catching: Promise<void> | null = null;

  const open = async (which: object): Promise<Conversation> => {
    const begin = !("conversation_id" in which) && storage.get(OTHERS) === "new";
    const before = chat.conversation()?.id;
    const opened = await link.call<Opened>("conversation.open", {
      ...which,
      begin,
      intake: readJson(storage, INTAKE),
      lang: chat.lang(),
    });
    if (begin) storage.set(OTHERS, "1");
    // The customer may have turned to another one meanwhile.
    if (chat.conversation()?.id === before) chat.admit(opened);
    return opened.conversation;
  };

  const fetchMissing = async (): Promise<void> => {
    const conversation = chat.conversation();
    try {
      if (conversation) await open({ conversation_id: conversation.id, after: chat.after() });
      else chat.settled();
    } catch (error) {
      chat.mind(error);
      if (error instanceof CallError && ["not_found", "forbidden", "invalid"].includes(error.code)) {
        chat.gone();
        chat.settled();
      }
    }
  };

  return {
    catchUp: () => (catching ??= fetchMissing().finally(() => (catching = null))),
    begun: async () => {
      await catching;
      return (chat.conversation() ?? (await open({}))).id;
    },
  };
}
