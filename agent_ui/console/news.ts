/** News of the wire: each is put where it belongs, and told where the agent should know. */
import type { Changes } from "../rooms/changes.js";
import type { Calls, DeskEvents } from "./calls.js";
import type { Lists } from "./lists.js";
import { isMine, nameOf, tailOf, viewOf, type AgentMessage, type Chat } from "./models/chat.js";
import type { Talk } from "./talk.js";
import type { Voice } from "./voice.js";

export interface Listener {
  calls: Calls;
  lists: Lists;
  talk: Talk;
  voice: Voice;
  changes: Changes;
  me: () => string;
  /** The open conversation. */
  selected: () => string | null;
  /** Is the agent looking at this page? */
  watching: () => boolean;
  /** A change of our own is on its way. */
  moving: () => boolean;
}

export class News {
  constructor(private readonly desk: Listener) {
    const { calls, lists, talk } = desk;
    calls.on("message.new", ({ message }) => this.heard(message));
    calls.on("conversation.updated", ({ conversation }) => this.updated(conversation));
    calls.on("agent.steered", (news) => this.steered(news));
    calls.on("offer.made", (offer) => lists.offered(offer));
    calls.on(
      "offers.held",
      ({ conversation_ids: ids, mine }) => void lists.held(ids, mine).catch(this.desk.voice.failed),
    );
    calls.on("offer.withdrawn", ({ conversation_id: id, outcome }) => lists.withdrawn(id, outcome));
    calls.on("queue.updated", (news) => lists.places(news));
    calls.on("presence.updated", ({ agents }) => lists.meet(agents));
    calls.on("typing", ({ conversation_id: id, author, on }) => talk.typing(id, author, on));
    calls.on("delivered", (mark) => talk.delivered(mark));
    calls.on("seen", (mark) => talk.seen(mark));
    calls.on("answer.judged", (news) => talk.judged(news.conversation_id, news.message_id, news.verdict));
    calls.on("head", ({ conversation_id: id, seq }) => talk.head(id, seq));
  }

  private heard(message: AgentMessage): void {
    this.desk.talk.received(message);
    const { conversation_id: id, author, kind, text, seq, created_at: at } = message;
    const looked = this.desk.selected() === id && this.desk.watching();
    if (kind !== "activity" && kind !== "note")
      this.desk.lists.chats.wrote(id, text, seq, author.type === "visitor" && !looked, at);
    if (looked) this.markSeen();
    else if (author.type === "visitor" && this.mine(id)) this.desk.talk.markDelivered(id, seq);
    this.desk.changes.changed();
  }

  private mine(id: string): boolean {
    const chat = this.desk.lists.chats.get(id);
    return chat !== undefined && isMine(chat, this.desk.me());
  }

  private updated(chat: Chat): void {
    const { before, stale } = this.desk.lists.chats.told(chat);
    if (stale) return;
    this.noticed(chat.id);
    const from = before ? viewOf(before, this.desk.me()) : null;
    if (viewOf(chat, this.desk.me()) === "mine" && from !== "mine" && !this.desk.moving())
      this.desk.voice.say("info", "news.transferred", { name: nameOf(chat) ?? tailOf(chat) });
    if (from === "mine" && chat.owner === "agent" && chat.agent?.id !== this.desk.me() && !this.desk.moving())
      this.desk.voice.say("info", "news.taken", {
        agent: chat.agent?.name ?? "",
        name: nameOf(chat) ?? tailOf(chat),
      });
    // A new handoff brings a new brief.
    if (before && before.epoch !== chat.epoch && this.desk.selected() === chat.id)
      void this.desk.talk.open(chat.id).catch(this.desk.voice.failed);
    this.desk.changes.changed();
  }

  /** Somebody who leads set how we are; the lists learn it by themselves. */
  private steered({ by, availability, capacity }: DeskEvents["agent.steered"]): void {
    this.desk.voice.say("info", `news.steered.${availability}`, { by, capacity });
  }

  learnt(chat: Chat): void {
    this.desk.lists.chats.apply(chat);
    this.noticed(chat.id);
  }

  private noticed(id: string): void {
    if (this.desk.selected() === id && this.desk.watching()) this.desk.lists.chats.read(id);
    this.desk.lists.lookAround();
  }

  markSeen(): void {
    const selected = this.desk.selected();
    const chat = selected ? this.desk.lists.chats.get(selected) : undefined;
    if (!chat || !this.desk.watching()) return;
    // The customer is told "seen" by whoever answers them, not by one who only looks on.
    if (isMine(chat, this.desk.me())) this.desk.talk.markSeen(chat.id);
    this.desk.lists.chats.read(chat.id);
  }
}
