/** The conversations that were opened on this page: catching up, sending, reading, typing. */
import type { Changes } from "../rooms/changes.js";
import { CallError } from "../shared/socket.js";
import type { Author } from "../shared/wire.js";
import type { Calls, Mark, OpenedChat } from "./calls.js";
import type { AgentMessage, Pending } from "./models/chat.js";
import { hasMarks } from "./models/composing.js";
import { tellsOfMerge } from "./models/merge.js";
import type { Outbox } from "./models/outbox.js";
import { Thread } from "./models/thread.js";
import type { Verdict, VerdictName } from "./models/verdict.js";

const RETRY_MS = 2500;
const TYPING_CHECK_MS = 6100;

export interface Listener {
  failed: (error: unknown) => void;
  opened: (opened: OpenedChat) => void;
  putBack: (pending: Pending) => void;
}

export class Talk {
  private readonly threads = new Map<string, Thread>();
  private readonly seenSent = new Map<string, number>();
  private readonly opening = new Map<string, Promise<void>>();

  constructor(
    private readonly calls: Calls,
    private readonly outbox: Outbox,
    private readonly changes: Changes,
    private readonly listener: Listener,
  ) {}

  thread(id: string): Thread {
    const known = this.threads.get(id);
    if (known) return known;
    const thread = new Thread(id);
    this.threads.set(id, thread);
    return thread;
  }

  /** Everything after what is known already; two wishes for the same are one call. */
  open(id: string): Promise<void> {
    const running = this.opening.get(id);
    if (running) return running;
    const work = this.catchUp(id).finally(() => this.opening.delete(id));
    this.opening.set(id, work);
    return work;
  }

  received(message: AgentMessage): void {
    const thread = this.threads.get(message.conversation_id);
    if (!thread?.loaded) return;
    thread.received(message);
    // What was merged in is part of the brief.
    if (thread.misses(message.seq) || tellsOfMerge(message)) this.heal(message.conversation_id);
  }

  head(id: string, seq: number): void {
    if (this.threads.get(id)?.loaded && this.threads.get(id)?.misses(seq)) this.heal(id);
  }

  typing(id: string, author: Author, on: boolean): void {
    this.threads.get(id)?.typing(author, on, Date.now());
    this.changes.changed();
    if (on) setTimeout(() => this.changes.changed(), TYPING_CHECK_MS);
  }

  delivered({ conversation_id: id, author_type: who, seq }: Mark): void {
    if (who === "visitor") this.threads.get(id)?.cameUpTo(seq);
    this.changes.changed();
  }

  seen({ conversation_id: id, author_type: who, seq }: Mark): void {
    if (who === "visitor") this.threads.get(id)?.seenUpTo(seq);
    this.changes.changed();
  }

  judged(id: string, messageId: string, verdict: Verdict | null): void {
    this.threads.get(id)?.judged(messageId, verdict);
    this.changes.changed();
  }

  async judge(
    id: string,
    messageId: string,
    said: VerdictName | null,
    article: string | null,
  ): Promise<void> {
    const { verdict } = await this.calls.judge(id, messageId, said, article);
    this.judged(id, messageId, verdict);
  }

  markSeen(id: string): void {
    const newest = this.threads.get(id)?.newestSeq ?? 0;
    if (newest <= (this.seenSent.get(id) ?? 0) || !this.calls.online) return;
    this.seenSent.set(id, newest);
    this.calls.seen(id, newest).catch(() => this.seenSent.delete(id));
  }

  /** It is here, while something else is before the agent. */
  markDelivered(id: string, seq: number): void {
    if (this.calls.online) this.calls.delivered(id, seq).catch(() => undefined);
  }

  async send(
    conversationId: string,
    kind: Pending["kind"],
    text: string,
    lang: string,
    author: Author,
    more: Pick<Pending, "mentions" | "heldUntil" | "article" | "attachments"> = {},
  ): Promise<void> {
    const pending: Pending = {
      clientMessageId: crypto.randomUUID(),
      conversationId,
      text,
      kind,
      lang,
      author,
      createdAt: new Date().toISOString(),
      failed: null,
      ...more,
    };
    this.thread(conversationId).sending(pending);
    this.outbox.put(pending);
    this.changes.changed();
    await this.deliver(pending);
  }

  retry(id: string, clientMessageId: string): Promise<void> | void {
    const pending = this.thread(id).retrying(clientMessageId);
    if (!pending) return;
    this.outbox.put(pending);
    return this.deliver(pending);
  }

  discard(id: string, clientMessageId: string): void {
    const pending = this.thread(id).discard(clientMessageId);
    this.outbox.remove(clientMessageId);
    if (pending) this.listener.putBack(pending);
  }

  /** The words of an earlier page that were not confirmed. */
  restore(): void {
    for (const pending of this.outbox.read()) {
      const thread = this.thread(pending.conversationId);
      if (!thread.pending.some(({ clientMessageId }) => clientMessageId === pending.clientMessageId))
        thread.sending(pending);
    }
  }

  flush(): void {
    for (const pending of this.outbox.read()) if (!pending.failed) void this.deliver(pending);
  }

  /** After a reconnect the desk may not have got what we last reported as seen. */
  reconnected(): void {
    this.seenSent.clear();
  }

  forget(): void {
    this.threads.clear();
    this.seenSent.clear();
  }

  private async catchUp(id: string): Promise<void> {
    const thread = this.thread(id);
    const opened = await this.calls.open(id, thread.synced);
    thread.caughtUp(opened.messages, opened.head_seq);
    thread.brief = opened.brief ?? null;
    thread.cameUpTo(opened.delivered_to_visitor ?? 0);
    thread.seenUpTo(opened.seen_by_visitor ?? 0);
    thread.judgedAll(opened.verdicts ?? []);
    thread.ratings = opened.ratings ?? [];
    thread.consent = opened.consent ?? null;
    for (const message of opened.messages)
      if (message.client_message_id) this.outbox.remove(message.client_message_id);
    this.listener.opened(opened);
    this.changes.changed();
  }

  private heal(id: string): void {
    this.open(id).catch((error: unknown) => this.listener.failed(error));
  }

  private async deliver(pending: Pending): Promise<void> {
    const { clientMessageId, conversationId, text, kind, article, mentions = [], attachments = [] } = pending;
    const rest = (pending.heldUntil ?? 0) - Date.now();
    if (rest > 0) {
      setTimeout(() => void this.deliver(pending), rest);
      return;
    }
    // It may have been taken back, or sent by another page, while it was held.
    if (!this.outbox.read().some((kept) => kept.clientMessageId === clientMessageId)) return;
    try {
      const { message } = await this.calls.send({
        conversation_id: conversationId,
        client_message_id: clientMessageId,
        text,
        kind,
        ...(mentions.length > 0 && { mentions }),
        ...(attachments.length > 0 && { attachments: attachments.map(({ id }) => id) }),
        ...(article && { article_id: article.article_id }),
        ...(kind !== "card" && hasMarks(text) && { markdown: true }),
      });
      this.outbox.remove(clientMessageId);
      this.thread(conversationId).received(message);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.code === "timeout") setTimeout(() => void this.deliver(pending), RETRY_MS);
      else if (error.code !== "offline" && error.code !== "unauthenticated") {
        this.thread(conversationId).refused(clientMessageId, error.code);
        this.outbox.put({ ...pending, failed: error.code });
      }
      if (error.code === "unauthenticated") this.listener.failed(error);
    }
    this.changes.changed();
  }
}
