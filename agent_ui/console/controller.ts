/** Joins the console's models with the desk: every command of the page and all news of the wire pass here. */
import { RoomController } from "../rooms/controller.js";
import type { RoomCommand } from "../rooms/commands.js";
import { CallError } from "../shared/socket.js";
import type { Availability } from "../shared/wire.js";
import { Aids } from "./aids.js";
import { Calls } from "./calls.js";
import type { Command, Panel } from "./commands.js";
import { ArticleSearch } from "./models/article-search.js";
import type { Chat } from "./models/chat.js";
import { Drafts } from "./models/drafts.js";
import { Outbox } from "./models/outbox.js";
import { ChatFiles } from "./files.js";
import { Lists } from "./lists.js";
import { MergeKeeper } from "./merge-keeper.js";
import { Moves } from "./moves.js";
import { News } from "./news.js";
import type { Surroundings } from "./surroundings.js";
import { Talk } from "./talk.js";
import { Voice } from "./voice.js";
import { wordsOf } from "./words.js";
import { Writing } from "./writing.js";

/** Commands that only look: a reconnect brings them up to date by itself. */
const LOOKING = new Set<(Command | RoomCommand)["do"] | "connect">(["select", "step", "view", "more"]);

export class ConsoleController extends RoomController<Command> {
  readonly voice: Voice;
  readonly lists: Lists;
  readonly search: ArticleSearch;
  readonly talk: Talk;
  readonly files = new ChatFiles(() => this.door.session?.token ?? "");
  readonly writing: Writing;
  readonly moves: Moves;
  readonly aids: Aids;
  readonly merges: MergeKeeper;
  selected: string | null = null;
  panel: Panel | null = null;
  details = false;

  private readonly calls: Calls;
  private readonly news: News;
  private wasOnline = false;

  constructor(around: Surroundings) {
    super("console", around);
    this.calls = new Calls(() => this.door.session?.token ?? "", this.linkChanged, around.carry);
    const { calls, changes } = this;
    this.voice = new Voice(changes, () => this.door.expire());
    this.lists = new Lists(calls, this.voice, changes, (who) => {
      if (!around.leads()) return;
      if (this.preferences.sound) around.chime();
      if (this.preferences.notify && !around.watching())
        around.notify(wordsOf(this.preferences.lang).t("notify.waiting"), who);
    });
    const me = (): string => this.me;
    this.search = new ArticleSearch(this.door.http, changes);
    this.talk = new Talk(calls, new Outbox(around.storage, me), changes, {
      failed: this.voice.failed,
      opened: (opened) => {
        this.news.learnt(opened.conversation);
        this.aids.promises.opened(opened.conversation.id, opened.promises ?? []);
        this.writing.remember(opened.drafts ?? []);
      },
      putBack: (pending) => this.writing.putBack(pending),
    });
    const { lists, talk, voice } = this;
    const drafts = new Drafts(around.storage, me);
    this.aids = new Aids({
      http: this.door.http,
      calls,
      voice,
      changes,
      drafts,
      me,
      watching: around.watching,
      lists,
      learnt: (chat) => this.news.learnt(chat),
    });
    const learnt = (chat: Chat): void => this.news.learnt(chat);
    const changed = (): void => changes.changed();
    const go = (id: string): Promise<void> => this.select(id);
    this.merges = new MergeKeeper({ calls, talk, files: this.files, voice, learnt, changed, go });
    this.writing = new Writing(
      drafts,
      calls,
      talk,
      () => this.door.session?.agent,
      this.aids,
      () => this.preferences.hold,
      this.files,
    );
    this.moves = new Moves({
      calls,
      lists,
      talk,
      voice,
      changes,
      learnt,
      claimed: () => {
        lists.view = "mine";
        this.writing.go("text");
      },
      done: () => {
        this.panel = null;
      },
    });
    changes.subscribe(() => {
      this.aids.recall(this.chat);
      this.aids.suggest(this.chat, this.selected ? talk.thread(this.selected).messages : []);
    });
    this.news = new News({
      calls,
      lists,
      talk,
      voice,
      changes,
      me,
      selected: () => this.selected,
      watching: around.watching,
      moving: () => this.moves.busy,
    });
  }

  get me(): string {
    return this.door.session?.agent.id ?? "";
  }

  get chat(): Chat | undefined {
    return this.selected ? this.lists.chats.get(this.selected) : undefined;
  }

  protected override failed(error: unknown, doing: (Command | RoomCommand)["do"] | "connect"): void {
    // The strip says already that there is no connection; what was only to be shown comes with it.
    const waits = LOOKING.has(doing) && error instanceof CallError && error.unanswered;
    if (!waits) this.voice.failed(error);
  }

  protected override async run(command: Command): Promise<void> {
    switch (command.do) {
      case "available":
        return this.setAvailability(command.availability, command.reason);
      case "workload":
        this.lists.meet([(await this.calls.setWorkload(command.workload)).agent]);
        this.panel = null;
        this.voice.say("good", "done.workload");
        return;
      case "view":
        this.lists.choose(command.view);
        this.aids.bulk.pick(null);
        return this.lists.load(command.view);
      case "more":
        return this.lists.more();
      case "select":
        return this.select(command.id);
      case "step":
        return this.select(this.lists.chats.beside(this.lists.view, this.selected, command.by));
      case "accept":
      case "decline":
        return this.answer(command.id, command);
      case "claim":
      case "release":
      case "snooze":
      case "ticket":
      case "wake":
      case "transfer":
      case "hand_back":
      case "resolve":
        if (this.selected) await this.moves.run(this.selected, command);
        if (command.do === "resolve" && this.preferences.next)
          await this.goOn(this.lists.next(this.selected, true));
        return;
      case "merge":
      case "unmerge":
      case "peek":
        return this.merges.run(command);
      case "jump":
        await this.select(command.id);
        if (command.seq) this.writing.point(command.seq);
        return;
      case "next":
        return this.goOn(this.lists.next(this.selected));
      case "ask":
        this.panel = command.panel;
        if (command.panel === "merge" && this.selected) await this.merges.look(this.selected);
        if (command.panel === "transfer") await this.lists.loadColleagues();
        if (command.panel === "resolve" || command.panel === "shelf") await this.lists.loadForm();
        return;
      case "transcript":
        if (this.selected) await this.aids.transcripts.send(this.selected, command.email);
        this.panel = null;
        return;
      case "details":
        this.details = command.open;
        return;
      case "judge": {
        const { message, verdict, article } = command;
        return this.selected ? this.talk.judge(this.selected, message, verdict, article) : undefined;
      }
      case "search":
        return this.search.run(command.query, command.lang);
      case "dismiss":
        this.voice.notices.remove(command.notice);
        return;
      case "hurry":
        this.calls.hurry();
        return;
      default:
        if (command.do === "insert") this.details = false;
        if (await this.aids.obey(command, this.selected)) return;
        return this.selected ? this.writing.obey(command, this.selected, this.chat) : undefined;
    }
  }

  /** The page came back into view, or the network did. */
  awake(): void {
    if (!this.door.open) return;
    if (this.link !== "online") this.calls.hurry();
    this.news.markSeen();
  }

  protected override enter(): void {
    this.lists.begin(this.me);
    this.talk.restore();
    this.link = "connecting";
    this.calls.connect();
  }

  protected override leave(): void {
    this.aids.leave();
    this.calls.close();
    this.lists.pause();
    this.wasOnline = this.cutOff = false;
    if (this.door.session) return;
    this.selected = null;
    this.panel = null;
    this.talk.forget();
    this.files.forget();
    this.lists.end();
  }

  /** After each connection: the lists anew, the open conversation from where it stood, unsent words again. */
  protected override async connected(): Promise<void> {
    await this.lists.refresh();
    if (this.wasOnline) this.voice.say("info", "link.back");
    this.wasOnline = true;
    this.lists.offers.reset((await this.calls.offers()).offers);
    this.talk.reconnected();
    if (this.selected) await this.reopen(this.selected);
    await this.aids.refresh().catch(this.voice.failed);
    this.aids.view(this.selected);
    this.lists.settle(this.chat);
    this.news.markSeen();
    this.talk.flush();
    this.changes.changed();
    await this.lists.loadColleagues();
  }

  /** The open conversation may be gone meanwhile: then the list is where to go on. */
  private async reopen(id: string): Promise<void> {
    try {
      await this.talk.open(id);
    } catch (error) {
      if (!(error instanceof CallError) || error.unanswered) throw error;
      this.selected = null;
      this.voice.failed(error);
    }
  }

  private async select(id: string | null): Promise<void> {
    this.selected = id;
    this.writing.pointed = null;
    this.details = false;
    this.changes.changed();
    if (!id) {
      this.aids.view(null);
      return;
    }
    await this.talk.open(id);
    this.aids.view(id);
    this.news.markSeen();
  }

  private async goOn(id: string | null): Promise<void> {
    if (!id) return;
    const chat = this.lists.chats.get(id);
    this.lists.choose(chat?.owner === "queue" ? "queue" : "mine");
    await this.select(id);
  }

  /** Whatever the desk says to an answer, the offer has had its turn. */
  private async answer(id: string, command: Extract<Command, { do: "accept" | "decline" }>): Promise<void> {
    try {
      await this.moves.run(id, command);
    } finally {
      this.lists.offers.over(id);
    }
    if (command.do === "accept") await this.select(id);
  }

  private async setAvailability(availability: Availability, reason?: string): Promise<void> {
    const { agent } = await this.calls.setAvailability(availability, reason);
    this.lists.meet([agent]);
  }
}
