/** What the agent writes in the open conversation: drafts, sending, and where the cursor shall go. */
import type { Agent } from "../shared/wire.js";
import type { Calls } from "./calls.js";
import type { Command } from "./commands.js";
import type { Chat, Pending } from "./models/chat.js";
import type { DraftKind, Drafts } from "./models/drafts.js";
import type { Talk } from "./talk.js";

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
  ) {}

  /** The commands of the conversation that is open. */
  obey(command: Command, id: string, chat: Chat | undefined): Promise<void> | void {
    switch (command.do) {
      case "send":
        this.drafts.write(id, command.kind, "");
        return this.talk.send(id, command.kind, command.text, chat?.lang ?? "en", {
          type: "agent",
          id: this.me()?.id ?? "",
          name: this.me()?.name ?? "",
        });
      case "retry":
        return this.talk.retry(id, command.clientMessageId);
      case "discard":
        this.talk.discard(id, command.clientMessageId);
        return;
      case "draft":
        this.drafts.write(id, command.kind, command.text);
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
        this.pointed = { seq: command.seq, count: ++this.count };
        return;
      default:
        return;
    }
  }

  go(kind: DraftKind, insert = ""): void {
    this.compose = { kind, insert, count: ++this.count };
  }

  /** Words that were not sent are a draft again. */
  putBack({ conversationId: id, kind, text }: Pending): void {
    const draft = this.drafts.read(id, kind);
    this.drafts.write(id, kind, draft ? `${draft}\n${text}` : text);
    this.go(kind);
  }
}
