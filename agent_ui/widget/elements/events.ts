/** What elements ask for; it goes up to the one who can do it. */
import type { Answers, Lang, Message } from "../../shared/wire.js";
import type { Chat } from "../models/chat.js";
import type { Theme } from "../models/look.js";
import type { Part } from "../models/parts.js";

/** How somebody can be reached who does not stay. */
export interface Left {
  email?: string;
  phone?: string;
}

export interface WidgetEvents {
  say: string;
  typing: boolean;
  choose: { message: Message; buttonId: string; title: string };
  human: null;
  retry: string;
  discard: string;
  rate: { score: number; comment: string; answers: Answers };
  /** What else is asked about the conversation that has ended? */
  due: null;
  restart: null;
  end: null;
  unqueue: null;
  contact: { left: Left; done: (good: boolean) => void };
  dismiss: null;
  /** To the help centre and the list of one's chats; back from there. */
  home: null;
  back: null;
  /** An article, in the widget's own reader. */
  read: { article_id: string; title: string; lang?: string | null };
  /** What is not loaded yet and is to be shown. */
  need: Part;
  lang: Lang;
  /** What a part does with the chat itself. */
  desk: (chat: Chat) => void;
  theme: Theme;
  quiet: boolean;
}

export function ask<K extends keyof WidgetEvents>(from: HTMLElement, name: K, detail: WidgetEvents[K]): void {
  from.dispatchEvent(new CustomEvent(`baton-${name}`, { detail, bubbles: true, composed: true }));
}
