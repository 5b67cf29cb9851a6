/** What the agent writes in the open conversation: drafts, sending, and where the cursor shall go. */
import type { Agent } from "../shared/wire.js";
import type { Aids } from "./aids.js";
import type { Calls, WireDraft } from "./calls.js";
import type { Command } from "./commands.js";
import type { ChatFiles } from "./files.js";
import type { Chat, Pending } from "./models/chat.js";
import type { DraftKind, Drafts } from "./models/drafts.js";
import type { Talk } from "./talk.js";

const HELD_MS = 5000;

export class Writing {
  /** Where the writing cursor shall go; the count tells one wish from the next. */
  compose: { kind: DraftKind; insert: string; count: number } = { kind: "text", insert: "", count: 0 };
  /** The message that was pointed at. */
  pointed: { seq: number; count: number } | null = null;
  private count = 0;

  constructor(
    readonly drafts: Drafts,
    private readonly calls: Calls,
    private readonly talk: Talk,
    private readonly me: () => Agent | undefined,
    private readonly aids: Pick<Aids, "draft" | "sent">,
    /** Does the agent want time to take back what was sent? */
    private readonly holds: () => boolean,
    readonly files: ChatFiles,
  ) {}

  /** The commands of the conversation that is open. */
  obey(command: Command, id: string, chat: Chat | undefined): Promise<void> | void {
    switch (command.do) {
      case "send":
        this.drafts.write(id, command.kind, "");
        this.aids.sent(id, command.kind);
        return this.send(id, chat, command.kind, command.text, {
          ...(command.mentions?.length && { mentions: command.mentions }),
          ...(command.attachments?.length && { attachments: command.attachments }),
        });
      case "share": {
        const { article_id, title, url, lang, page } = command.article;
        const article = { article_id, title, lang, url: url ?? page ?? null };
        return this.send(id, chat, "card", title, { article });
      }
      case "retry":
        return this.talk.retry(id, command.clientMessageId);
      case "discard":
        this.talk.discard(id, command.clientMessageId);
        return;
      case "draft":
        this.drafts.write(id, command.kind, command.text);
        this.aids.draft(id, command.kind, command.text);
        return;
      case "compose":
        this.go(command.kind);
        return;
      case "insert":
        this.go("text", command.text);
        return;
      case "typing":
        this.calls.typing(id, command.on);
        return;
      case "point":
        this.point(command.seq);
        return;
      default:
        return;
    }
  }

  private send(
    id: string,
    chat: Chat | undefined,
    kind: Pending["kind"],
    text: string,
    more: Pick<Pending, "mentions" | "article" | "attachments">,
  ): Promise<void> {
    const { id: me = "", name = "" } = this.me() ?? {};
    const held = kind !== "note" && this.holds() ? { heldUntil: Date.now() + HELD_MS } : {};
    return this.talk.send(
      id,
      kind,
      text,
      chat?.lang ?? "en",
      { type: "agent", id: me, name },
      { ...more, ...held },
    );
  }

  point(seq: number): void {
    this.pointed = { seq, count: ++this.count };
  }

  /** What was begun on another page; what is being written here is newer. */
  remember(drafts: readonly WireDraft[]): void {
    for (const { conversation_id: id, kind, text } of drafts)
      if (!this.drafts.read(id, kind)) this.drafts.write(id, kind, text);
  }

  go(kind: DraftKind, insert = ""): void {
    this.compose = { kind, insert, count: ++this.count };
  }

  /** Words that were not sent are a draft again, and their files wait beside it. */
  putBack({ conversationId: id, kind, text, attachments }: Pending): void {
    if (kind === "card") return;
    if (attachments) this.files.of(id).tray.putBack(attachments);
    const draft = this.drafts.read(id, kind);
    this.drafts.write(id, kind, [draft, text].filter(Boolean).join("\n"));
    this.go(kind);
  }
}
