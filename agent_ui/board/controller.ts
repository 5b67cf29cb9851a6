/** Joins the board with the desk: what is told is shown, and every command of the page passes here. */
import type { Surroundings } from "../rooms/controller.js";
import { HttpController } from "../rooms/http-controller.js";
import { CallError, Link } from "../shared/socket.js";
import type { Command, Question } from "./commands.js";
import type { Board, Line } from "./models/board.js";
import { Watching } from "./watching.js";
import type { BoardKey } from "./words.js";

export class BoardController extends HttpController<Command, BoardKey> {
  board: Board | null = null;
  question: Question | null = null;
  readonly watching: Watching;
  private readonly wire: Link;

  constructor(around: Surroundings) {
    super("board", around, REFUSALS);
    const token = (): string => this.door.session?.token ?? "";
    const { carry } = around;
    this.wire = new Link({
      namespace: "/agent",
      token,
      also: { looking_on: true },
      onState: this.linkChanged,
      ...(carry && { carry: (polling, ears) => carry(token(), polling, ears) }),
    });
    this.watching = new Watching(this.wire, this.changes, (error) => this.failed(error));
    this.wire.on("board.updated", ({ board }: { board: Board }) => this.learnt(board));
  }

  get me(): string {
    return this.door.session?.agent.id ?? "";
  }

  /** The page came back into view, or the network did. */
  awake(): void {
    if (this.door.open && this.link !== "online") this.wire.hurry();
  }

  protected override enter(): void {
    this.wire.connect();
  }

  protected override leave(): void {
    this.wire.close();
    this.cutOff = false;
    this.question = null;
    if (this.door.session) return;
    this.board = null;
    void this.watching.watch(null);
  }

  protected override async run(command: Command): Promise<void> {
    switch (command.do) {
      case "watch":
        return this.watching.watch(command.id);
      case "ask":
        this.question = command.question;
        return;
      case "give":
        return this.give(command.line, command.to, command.comment);
      case "steer": {
        const { agent, availability, capacity } = command;
        return this.asked("done.steered", "agent.steer", { agent_id: agent, availability, capacity });
      }
      case "prioritise": {
        const { id, priority } = command;
        return this.asked("done.prioritised", "conversation.prioritise", { conversation_id: id, priority });
      }
      case "whisper":
        await this.watching.whisper(command.id, command.text);
        this.voice.say("done.whispered");
        return;
      case "judge":
        return this.watching.judge(command.message, command.verdict, command.article);
      case "point":
        this.watching.point(command.seq);
        return;
      case "hurry":
        this.wire.hurry();
    }
  }

  protected override failed(error: unknown): void {
    if (!(error instanceof CallError)) super.failed(error);
    else if (error.code === "unauthenticated") this.door.expire();
    else this.voice.refused(error.code, error.message);
    this.changes.changed();
  }

  private give(line: Line, to: string, comment: string): Promise<void> {
    const frame = { conversation_id: line.id, to, epoch: line.epoch, comment: comment || null };
    return this.asked(to === this.me ? "done.taken" : "done.given", "conversation.reassign", frame);
  }

  /** The question stays open until the desk has answered; a refusal is said over it. */
  private async asked(done: BoardKey, call: string, frame: object): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.changes.changed();
    try {
      await this.wire.call(call, frame);
      this.voice.say(done);
    } finally {
      this.busy = false;
      this.question = null;
    }
  }

  private learnt(board: Board): void {
    this.board = board;
    this.changes.changed();
  }

  /** After each connection: the board anew, and the watched conversation from where it stood. */
  protected override async connected(): Promise<void> {
    const { board } = await this.wire.call<{ board: Board }>("board.watch", { on: true });
    this.learnt(board);
    this.watching.again();
  }
}

const REFUSALS: Readonly<Record<string, BoardKey | undefined>> = {
  conflict: "error.moved_on",
  illegal_transition: "error.illegal_transition",
  not_found: "error.not_found",
  timeout: "error.timeout",
};
