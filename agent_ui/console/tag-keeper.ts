/** The tags of conversations: one change after another, each made to what the desk said last. */
import type { Calls } from "./calls.js";
import type { Chat } from "./models/chat.js";
import { changedTags, type TagChange } from "./models/tags.js";

interface Tagged {
  calls: Pick<Calls, "tag">;
  chat: (id: string) => Chat | undefined;
  learnt: (chat: Chat) => void;
}

export class TagKeeper {
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly desk: Tagged) {}

  change(id: string, change: TagChange): Promise<void> {
    const next = this.last.then(() => this.one(id, change));
    this.last = next.catch(() => undefined);
    return next;
  }

  private async one(id: string, change: TagChange): Promise<void> {
    const { calls, chat, learnt } = this.desk;
    const tags = changedTags(chat(id)?.tags ?? [], change);
    learnt((await calls.tag(id, tags)).conversation);
  }
}
