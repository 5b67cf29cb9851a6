/** The changes of who answers: each is asked of the desk, and only its word counts. */
import type { Changes } from "../rooms/changes.js";
import { CallError } from "../shared/socket.js";
import type { Calls } from "./calls.js";
import type { Command } from "./commands.js";
import type { Chat } from "./models/chat.js";
import type { Lists } from "./lists.js";
import type { Talk } from "./talk.js";
import type { Voice } from "./voice.js";
import type { ConsoleKey } from "./words.js";

type Move = Extract<
  Command,
  {
    do:
      | "claim"
      | "accept"
      | "decline"
      | "release"
      | "snooze"
      | "ticket"
      | "wake"
      | "transfer"
      | "hand_back"
      | "resolve";
  }
>;

export interface Mover {
  calls: Calls;
  lists: Lists;
  talk: Talk;
  voice: Voice;
  changes: Changes;
  learnt: (chat: Chat) => void;
  /** It is ours now. */
  claimed: () => void;
  /** The question that led here is answered. */
  done: () => void;
}

export class Moves {
  busy = false;

  constructor(private readonly desk: Mover) {}

  async run(id: string, move: Move): Promise<void> {
    const { calls, lists, claimed } = this.desk;
    switch (move.do) {
      case "claim":
        return this.claim(id);
      case "accept":
        await this.change("done.claimed", () => calls.answerOffer("accept", id));
        claimed();
        return;
      case "decline":
        return this.change("done.declined", () => calls.answerOffer("decline", id));
      case "release":
        return this.change("done.released", () => calls.change("release", id));
      case "snooze":
        return this.change("done.snoozed", () => calls.snooze(id, move.until));
      case "ticket":
        return this.change("done.ticket", () => calls.ticket(id, move.email));
      case "wake":
        return this.change("done.woken", () => calls.change("wake", id));
      case "transfer":
        return this.change("done.transferred", () => calls.transfer(id, move.to, move.comment, move.force), {
          name: lists.nameOf(move.to),
        });
      case "hand_back":
        return this.change("done.handed_back", () => calls.handBack(id, move.task, move.article));
      case "resolve":
        return this.change("done.resolved", () => calls.resolve(id, move.reason, move.tags));
    }
  }

  private async claim(id: string): Promise<void> {
    const { calls, lists, talk, voice, claimed } = this.desk;
    try {
      await this.change("done.claimed", () => calls.change("claim", id));
      claimed();
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== "already_claimed") throw error;
      // Who was faster stands in the conversation itself.
      await talk.open(id);
      const name = lists.chats.get(id)?.agent?.name;
      if (name) voice.say("bad", "error.already_claimed_by", { name });
      else throw error;
    }
  }

  private async change(
    done: ConsoleKey,
    ask: () => Promise<{ conversation: Chat }>,
    params: Record<string, string> = {},
  ): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.desk.changes.changed();
    try {
      this.desk.learnt((await ask()).conversation);
      this.desk.done();
      this.desk.voice.say("good", done, params);
    } finally {
      this.busy = false;
    }
  }
}
