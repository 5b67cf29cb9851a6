/** Merging: which other conversations a customer has, doing it and taking it back, reading what was merged in. */
import { CallError } from "../shared/socket.js";
import type { Calls } from "./calls.js";
import type { Command } from "./commands.js";
import type { ChatFiles, OfChat } from "./files.js";
import type { Chat } from "./models/chat.js";
import type { Thread } from "./models/thread.js";
import type { Talk } from "./talk.js";
import type { Voice } from "./voice.js";

interface Merging {
  calls: Calls;
  talk: Talk;
  files: ChatFiles;
  voice: Voice;
  learnt: (chat: Chat) => void;
  go: (id: string) => Promise<void>;
  changed: () => void;
}

export class MergeKeeper {
  /** The other conversations of the customer; null until the desk has told them. */
  others: readonly Chat[] | null = null;
  /** Those merged ones whose words are shown. */
  private readonly shown = new Set<string>();
  /** Moves with every change, so that a view knows when to look again. */
  version = 0;

  constructor(private readonly desk: Merging) {}

  async look(id: string): Promise<void> {
    this.others = null;
    this.others = (await this.desk.calls.others(id)).conversations;
    this.changed();
  }

  async run(command: Extract<Command, { do: "merge" | "unmerge" | "peek" }>): Promise<void> {
    switch (command.do) {
      case "merge":
        return this.merge(command.id, command.others);
      case "unmerge":
        return this.unmerge(command.id, command.others);
      case "peek":
        return this.peek(command.other);
    }
  }

  /** What was said in a conversation that was merged in, once it is to be shown. */
  threadOf(id: string): Thread | null {
    return this.shown.has(id) ? this.desk.talk.thread(id) : null;
  }

  filesOf(id: string): OfChat {
    return this.desk.files.of(id);
  }

  /** One after the other; what the desk refuses keeps the rest back, and what was done can be undone. */
  private async merge(id: string, others: readonly string[]): Promise<void> {
    const { calls, voice, learnt } = this.desk;
    const done: string[] = [];
    try {
      for (const other of others) {
        learnt((await calls.merge(id, other)).conversation);
        done.unshift(other);
      }
    } finally {
      if (done.length > 0) voice.say("good", "done.merged", {}, { do: "unmerge", id, others: done });
    }
    await this.desk.go(id);
  }

  /** The last one first. */
  private async unmerge(id: string, others: readonly string[]): Promise<void> {
    const { calls, voice, learnt } = this.desk;
    try {
      for (const other of others)
        learnt((await calls.again("conversation.unmerge", { conversation_id: id, other })).conversation);
      voice.say("info", "merge.undone");
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== "illegal_transition") throw error;
      voice.say("bad", "merge.too_late");
    }
  }

  private async peek(other: string): Promise<void> {
    if (!this.shown.delete(other)) this.shown.add(other);
    this.changed();
    if (!this.shown.has(other)) return;
    try {
      await this.desk.talk.open(other);
    } catch (error) {
      this.shown.delete(other);
      throw error;
    } finally {
      this.changed();
    }
  }

  private changed(): void {
    this.version += 1;
    this.desk.changed();
  }
}
