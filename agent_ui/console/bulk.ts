/** One thing done to many conversations, one after the other; what fails keeps nothing else back. */
import type { Calls, Undo } from "./calls.js";
import type { Command } from "./commands.js";
import type { Chat } from "./models/chat.js";
import { changedTags } from "./models/tags.js";
import type { Voice } from "./voice.js";
import { CallError } from "../shared/socket.js";
import { HttpError } from "../rooms/http.js";

export type Done = Extract<Command, { do: "bulk" }>["what"];

export interface Many {
  calls: Calls;
  voice: Voice;
  chat: (id: string) => Chat | undefined;
  learnt: (chat: Chat) => void;
}

export class Bulk {
  /** The conversations that are picked; null while nobody picks. */
  picked: ReadonlySet<string> | null = null;

  constructor(private readonly desk: Many) {}

  pick(ids: readonly string[] | null): void {
    this.picked = ids && new Set(ids);
  }

  /** What is picked, as far as it is in sight. */
  chats(): readonly Chat[] {
    return [...(this.picked ?? [])].flatMap((id) => this.desk.chat(id) ?? []);
  }

  toggle(id: string): void {
    const picked = new Set(this.picked ?? []);
    if (!picked.delete(id)) picked.add(id);
    this.picked = picked;
  }

  async run(what: Done): Promise<void> {
    const ids = [...(this.picked ?? [])];
    const undos: { id: string; undo: Undo }[] = [];
    let done = 0;
    for (const id of ids) {
      const before = this.desk.chat(id);
      try {
        this.desk.learnt(await this.one(id, what, before));
        done += 1;
        const undo = before && undoOf(what, before);
        if (undo) undos.push({ id, undo });
      } catch (error) {
        if (!(error instanceof CallError || error instanceof HttpError)) throw error;
      }
    }
    this.picked = null;
    const params = { done: String(done), all: String(ids.length) };
    const back = undos.length > 0 ? ({ do: "unbulk", undos } as const) : undefined;
    this.desk.voice.say(
      done === ids.length ? "good" : "bad",
      done === ids.length ? "bulk.done" : "bulk.some",
      params,
      back,
    );
  }

  async undo(undos: readonly { id: string; undo: Undo }[]): Promise<void> {
    for (const { id, undo } of undos) {
      const { call, ...keys } = undo;
      this.desk.learnt((await this.desk.calls.again(call, { conversation_id: id, ...keys })).conversation);
    }
    this.desk.voice.say("info", "bulk.undone");
  }

  private async one(id: string, what: Done, chat: Chat | undefined): Promise<Chat> {
    const { calls } = this.desk;
    if ("priority" in what) return (await calls.prioritise(id, what.priority)).conversation;
    const tags = chat?.tags ?? [];
    if ("reason" in what) return (await calls.resolve(id, what.reason, [...tags])).conversation;
    return (await calls.tag(id, changedTags(tags, { add: what.tags }))).conversation;
  }
}

function undoOf(what: Done, before: Chat): Undo | null {
  if ("priority" in what) return { call: "conversation.prioritise", priority: before.priority };
  return "tags" in what ? { call: "conversation.tag", tags: [...before.tags] } : null;
}
