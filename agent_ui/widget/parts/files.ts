/** Files in the chat: loaded behind the messages, so that nobody waits for a paper clip. */
import { html, nothing, type TemplateResult } from "lit";
import type { FileDesk } from "../../shared/files/desk.js";
import { FileError } from "../../shared/files/desk.js";
import { HttpFiles } from "../../shared/files/http-desk.js";
import { Tray } from "../../shared/files/tray.js";
import type { Attachment, Lang, Message } from "../../shared/wire.js";
import type { Draft } from "../models/outbox.js";
import "../../shared/files/file-tray.js";
import "./file-cards.js";

/** Who brings files, and into which conversation. */
interface Door {
  token: () => Promise<string>;
  begun: () => Promise<string>;
  agree: () => Promise<boolean>;
}

/** What is refused for want of an agreement goes as soon as that is given. */
class VisitorFiles extends HttpFiles {
  constructor(private readonly visitor: Door) {
    super(async () => ({ token: await visitor.token(), id: await visitor.begun() }));
  }

  override async put(...sent: Parameters<HttpFiles["put"]>): Promise<Attachment> {
    try {
      return await super.put(...sent);
    } catch (error) {
      const asked = error instanceof FileError && error.code === "consent_required";
      if (asked && (await this.visitor.agree())) return super.put(...sent);
      throw error;
    }
  }
}

/** Where files come from and go to, and those that wait to be sent, drawn where the page wants them. */
export class Files {
  private readonly desk: FileDesk;
  private readonly tray: Tray;

  constructor(private readonly door: Door) {
    this.desk = new VisitorFiles(door);
    this.tray = new Tray(this.desk);
  }

  sends(text: string): boolean {
    return this.tray.sends(text);
  }

  take(): Attachment[] {
    return this.tray.take();
  }

  /** The paper clip, and above the words what it has picked up. */
  clip(reader: Lang, changed: () => void): TemplateResult {
    return html`<baton-tray .tray=${this.tray} .reader=${reader} @tray=${changed}></baton-tray>`;
  }

  /** The files of a message, or of one on its way. */
  cards(said: Message | Draft, reader: Lang): unknown {
    if ("author" in said && said.payload?.key === "merged_in") return this.merged(said, reader);
    const theirs = "author" in said && said.author.type !== "visitor";
    const files = "author" in said ? said.payload?.attachments : said.attachments;
    if (!files?.length) return nothing;
    return html`<baton-files
      class=${theirs ? "" : "mine"}
      .files=${files}
      .desk=${this.desk}
      .reader=${reader}
    ></baton-files>`;
  }

  /** What was said in a conversation that an agent merged into this one. */
  private merged(line: Message, reader: Lang): TemplateResult {
    void import("./merged.js");
    const { door } = this;
    return html`<baton-merged .line=${line} .token=${() => door.token()} .reader=${reader}></baton-merged>`;
  }
}
