/** Joins the console's models with the desk: every command of the page and all news of the wire pass here. */
import { Changes } from "../rooms/changes.js";
import { Door } from "../rooms/door.js";
import type { Preferences, PreferenceStore } from "../rooms/settings.js";
import type { KeyValue, SessionStore } from "../rooms/session.js";
import { CallError, type LinkState } from "../shared/socket.js";
import type { Availability } from "../shared/wire.js";
import { Calls } from "./calls.js";
import type { Command, Panel } from "./commands.js";
import { ArticleSearch } from "./models/article-search.js";
import { isMine, nameOf, tailOf, viewOf, type AgentMessage, type Chat } from "./models/chat.js";
import { Drafts } from "./models/drafts.js";
import { Outbox } from "./models/outbox.js";
import { Lists } from "./lists.js";
import { Moves } from "./moves.js";
import { Talk } from "./talk.js";
import { Voice } from "./voice.js";
import { Writing } from "./writing.js";

/** Commands that only look: a reconnect brings them up to date by itself. */
const LOOKING = new Set<Command["do"]>(["select", "step", "view", "more"]);

export interface Surroundings {
  sessions: SessionStore;
  preferences: PreferenceStore;
  storage: KeyValue;
  /** Is the agent looking at this page? */
  watching: () => boolean;
  /** A soft sound, if the agent wants one. */
  chime: () => void;
}

export class ConsoleController {
  readonly changes = new Changes();
  readonly door: Door;
  readonly voice: Voice;
  readonly lists: Lists;
  readonly search: ArticleSearch;
  preferences: Preferences;
  readonly talk: Talk;
  readonly writing: Writing;
  readonly moves: Moves;
  link: LinkState = "connecting";
  /** The connection was lost, or never came about. */
  cutOff = false;
  selected: string | null = null;
  panel: Panel | null = null;
  details = false;

  private readonly calls: Calls;
  private wasOnline = false;

  constructor(private readonly around: Surroundings) {
    this.preferences = around.preferences.read();
    this.calls = new Calls(
      () => this.door.session?.token ?? "",
      (state, reason) => this.linkChanged(state, reason),
    );
    this.door = new Door(
      around.sessions,
      this.changes,
      (role) => role !== "editor",
      () => this.enter(),
      () => this.leave(),
    );
    this.voice = new Voice(this.changes, () => this.door.expire());
    this.lists = new Lists(this.calls, this.voice, this.changes, () => {
      if (this.preferences.sound) around.chime();
    });
    const me = (): string => this.door.session?.agent.id ?? "";
    this.search = new ArticleSearch(this.door.http, this.changes);
    this.talk = new Talk(this.calls, new Outbox(around.storage, me), this.changes, {
      failed: this.voice.failed,
      opened: (opened) => this.learnt(opened.conversation),
      putBack: (pending) => this.writing.putBack(pending),
    });
    const drafts = new Drafts(around.storage, me);
    this.writing = new Writing(drafts, this.calls, this.talk, () => this.door.session?.agent);
    this.moves = new Moves({
      calls: this.calls,
      lists: this.lists,
      talk: this.talk,
      voice: this.voice,
      changes: this.changes,
      learnt: (chat) => this.learnt(chat),
      claimed: () => {
        this.lists.view = "mine";
        this.writing.go("text");
      },
      done: () => {
        this.panel = null;
      },
    });
    this.listen();
    if (this.door.open) this.enter();
  }

  get me(): string {
    return this.door.session?.agent.id ?? "";
  }

  get chat(): Chat | undefined {
    return this.selected ? this.lists.chats.get(this.selected) : undefined;
  }

  obey(command: Command): void {
    void this.run(command)
      .catch((error: unknown) => {
        // The strip says already that there is no connection; what was only to be shown comes with it.
        const waits = LOOKING.has(command.do) && error instanceof CallError && error.unanswered;
        if (!waits) this.voice.failed(error);
      })
      .finally(() => this.changes.changed());
  }

  private async run(command: Command): Promise<void> {
    switch (command.do) {
      case "log_in":
        return this.door.logIn(command.credentials);
      case "log_out":
        this.door.logOut();
        return;
      case "prefer":
        this.preferences = { ...this.preferences, ...command.preferences };
        this.around.preferences.write(this.preferences);
        return;
      case "available":
        return this.setAvailability(command.availability);
      case "view":
        this.lists.choose(command.view);
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
      case "wake":
      case "transfer":
      case "hand_back":
      case "resolve":
        return this.selected ? this.moves.run(this.selected, command) : undefined;
      case "ask":
        this.panel = command.panel;
        if (command.panel === "transfer") await this.lists.loadColleagues();
        if (command.panel === "resolve") await this.lists.loadForm();
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
        return this.selected ? this.writing.obey(command, this.selected, this.chat) : undefined;
    }
  }

  /** The page came back into view, or the network did. */
  awake(): void {
    if (!this.door.open) return;
    if (this.link !== "online") this.calls.hurry();
    this.markSeen();
  }

  private enter(): void {
    this.lists.begin(this.me);
    this.talk.restore();
    this.link = "connecting";
    this.calls.connect();
  }

  private leave(): void {
    this.calls.close();
    this.lists.pause();
    this.wasOnline = this.cutOff = false;
    if (this.door.session) return;
    this.selected = null;
    this.panel = null;
    this.talk.forget();
    this.lists.end();
  }

  private linkChanged(state: LinkState, reason?: string): void {
    this.link = state;
    if (state === "offline") this.cutOff = true;
    if (state === "refused") {
      if (reason === "forbidden") this.door.turnAway();
      else this.door.expire();
    }
    if (state === "online") {
      this.cutOff = false;
      if (this.wasOnline) this.voice.say("info", "link.back");
      this.wasOnline = true;
      void this.refresh().catch(this.voice.failed);
    }
    this.changes.changed();
  }

  /** After each connection: the lists anew, the open conversation from where it stood, unsent words again. */
  private async refresh(): Promise<void> {
    await this.lists.refresh();
    this.lists.offers.reset((await this.calls.offers()).offers);
    this.talk.reconnected();
    if (this.selected) await this.reopen(this.selected);
    this.lists.settle(this.chat);
    this.markSeen();
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
    if (!id) return;
    await this.talk.open(id);
    this.markSeen();
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

  private async setAvailability(availability: Availability): Promise<void> {
    const { agent } = await this.calls.setAvailability(availability);
    this.lists.meet([agent]);
  }

  private listen(): void {
    const { calls, lists, talk } = this;
    calls.on("message.new", ({ message }) => this.heard(message));
    calls.on("conversation.updated", ({ conversation }) => this.updated(conversation));
    calls.on("offer.made", (offer) => lists.offered(offer));
    calls.on("offer.withdrawn", ({ conversation_id: id, outcome }) => lists.withdrawn(id, outcome));
    calls.on("queue.updated", (news) => lists.places(news));
    calls.on("presence.updated", ({ agents }) => lists.meet(agents));
    calls.on("typing", ({ conversation_id: id, author, on }) => talk.typing(id, author, on));
    calls.on("seen", ({ conversation_id: id, author_type: who, seq }) => talk.seen(id, who, seq));
    calls.on("answer.judged", (news) => talk.judged(news.conversation_id, news.message_id, news.verdict));
    calls.on("head", ({ conversation_id: id, seq }) => talk.head(id, seq));
  }

  private heard(message: AgentMessage): void {
    this.talk.received(message);
    const { conversation_id: id, author, kind, text, seq, created_at: at } = message;
    const looked = this.selected === id && this.around.watching();
    if (kind !== "activity" && kind !== "note")
      this.lists.chats.wrote(id, text, seq, author.type === "visitor" && !looked, at);
    this.markSeen();
    this.changes.changed();
  }

  private updated(chat: Chat): void {
    const { before, stale } = this.lists.chats.told(chat);
    if (stale) return;
    this.noticed(chat.id);
    const from = before ? viewOf(before, this.me) : null;
    if (viewOf(chat, this.me) === "mine" && from !== "mine" && !this.moves.busy)
      this.voice.say("info", "news.transferred", { name: nameOf(chat) ?? tailOf(chat) });
    // A new handoff brings a new brief.
    if (before && before.epoch !== chat.epoch && this.selected === chat.id)
      void this.talk.open(chat.id).catch(this.voice.failed);
    this.changes.changed();
  }

  private learnt(chat: Chat): void {
    this.lists.chats.apply(chat);
    this.noticed(chat.id);
  }

  private noticed(id: string): void {
    if (this.selected === id && this.around.watching()) this.lists.chats.read(id);
    this.lists.lookAround();
  }

  private markSeen(): void {
    const { chat } = this;
    if (!chat || !this.around.watching()) return;
    // The customer is told "seen" by whoever answers them, not by one who only looks on.
    if (isMine(chat, this.me)) this.talk.markSeen(chat.id);
    this.lists.chats.read(chat.id);
  }
}
