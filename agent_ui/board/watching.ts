/** The conversation that is watched: read on from where it stands, without anybody noticing. */
import type { OpenedChat } from "../console/calls.js";
import { Thread } from "../console/models/thread.js";
import type { AgentMessage, Chat } from "../console/models/chat.js";
import type { Verdict } from "../console/models/verdict.js";
import type { Changes } from "../rooms/changes.js";
import type { Link } from "../shared/socket.js";
import type { Head, Typing } from "../shared/wire.js";

export class Watching {
  thread: Thread | null = null;
  chat: Chat | null = null;
  /** Where a line of the brief points. */
  pointed: { seq: number; count: number } | null = null;

  constructor(
    private readonly link: Link,
    private readonly changes: Changes,
    private readonly onFailure: (error: unknown) => void,
  ) {
    link.on("message.new", ({ message }: { message: AgentMessage }) => this.heard(message));
    link.on("conversation.updated", ({ conversation }: { conversation: Chat }) => this.updated(conversation));
    link.on("head", ({ conversation_id: id, seq }: Head) => {
      const { thread } = this;
      if (thread?.id === id && thread.misses(seq)) this.again();
    });
    link.on("typing", ({ conversation_id: id, author, on }: Typing) => {
      const { thread } = this;
      if (!thread || thread.id !== id) return;
      thread.typing(author, on, Date.now());
      changes.changed();
    });
  }

  get id(): string | null {
    return this.thread?.id ?? null;
  }

  async watch(id: string | null): Promise<void> {
    this.chat = this.pointed = null;
    this.thread = id ? new Thread(id) : null;
    if (id) await this.catchUp();
  }

  point(seq: number): void {
    this.pointed = { seq, count: (this.pointed?.count ?? 0) + 1 };
  }

  /** After a reconnect, or when something was missed. */
  again(): void {
    if (this.thread) void this.catchUp().catch(this.onFailure);
  }

  async whisper(id: string, text: string): Promise<void> {
    const frame = {
      conversation_id: id,
      client_message_id: crypto.randomUUID(),
      text,
      kind: "note",
    };
    const { message } = await this.link.call<{ message: AgentMessage }>("message.send", frame);
    this.heard(message);
  }

  async judge(message: string, verdict: string | null, article: string | null): Promise<void> {
    const { thread } = this;
    if (!thread) return;
    const judged = await this.link.call<{ verdict: Verdict | null }>("answer.judge", {
      conversation_id: thread.id,
      message_id: message,
      verdict,
      article_id: article,
    });
    thread.judged(message, judged.verdict);
  }

  private heard(message: AgentMessage): void {
    if (this.thread?.id !== message.conversation_id) return;
    this.thread.received(message);
    if (this.thread.misses(message.seq)) this.again();
    this.changes.changed();
  }

  private updated(chat: Chat): void {
    if (this.thread?.id !== chat.id) return;
    const handed = this.chat?.epoch !== chat.epoch;
    this.chat = chat;
    // A new handoff brings a new brief.
    if (handed) this.again();
    this.changes.changed();
  }

  private async catchUp(): Promise<void> {
    const { thread } = this;
    if (!thread) return;
    const opened = await this.link.call<OpenedChat>("conversation.open", {
      conversation_id: thread.id,
      after: thread.synced,
    });
    if (this.thread !== thread) return;
    this.chat = opened.conversation;
    thread.caughtUp(opened.messages, opened.head_seq);
    thread.brief = opened.brief ?? null;
    thread.judgedAll(opened.verdicts ?? []);
    thread.seenUpTo(opened.seen_by_visitor ?? 0);
    this.changes.changed();
  }
}
