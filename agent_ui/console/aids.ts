/** What helps an agent to work: the shelf, the search, articles at hand, colleagues who look on or name one. */
import type { Changes } from "../rooms/changes.js";
import type { Http } from "../rooms/http.js";
import { Bulk } from "./bulk.js";
import type { Calls, Mention } from "./calls.js";
import type { Command } from "./commands.js";
import { Finding } from "./finding.js";
import type { Lists } from "./lists.js";
import { ArticleSearch } from "./models/article-search.js";
import { isMine, type AgentMessage, type Chat } from "./models/chat.js";
import type { DraftKind, Drafts } from "./models/drafts.js";
import { macrosIn } from "./models/shelf.js";
import { Viewers } from "./models/viewers.js";
import { PromiseKeeper } from "./promise-keeper.js";
import { ShelfKeeper } from "./shelf-keeper.js";
import { TagKeeper } from "./tag-keeper.js";
import { TranscriptKeeper } from "./transcript-keeper.js";
import type { Voice } from "./voice.js";

const VIEWING_EVERY_MS = 20_000;
const DRAFT_MS = 800;
/** A question of a few letters finds anything, and so nothing. */
const LEAST_QUESTION = 8;

export interface Helped {
  http: Http;
  calls: Calls;
  voice: Voice;
  changes: Changes;
  drafts: Drafts;
  me: () => string;
  watching: () => boolean;
  lists: Lists;
  learnt: (chat: Chat) => void;
}

export class Aids {
  readonly shelf: ShelfKeeper;
  readonly finding: Finding;
  /** Conversations for the letters in the palette. */
  readonly lookup: Finding;
  /** Articles for whatever is being written or looked up just now. */
  readonly finder: ArticleSearch;
  /** Articles that may answer the customer's latest words. */
  readonly suggesting: ArticleSearch;
  readonly promises: PromiseKeeper;
  /** What the customer of the open conversation came with before. */
  readonly history: Finding;
  readonly bulk: Bulk;
  readonly tags: TagKeeper;
  readonly transcripts: TranscriptKeeper;
  readonly viewers = new Viewers();
  mentions: readonly Mention[] = [];
  palette = false;
  /** Moves when a draft came from another page of the same agent. */
  drafted = 0;
  private viewed: string | null = null;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  private suggestedFor = "";

  constructor(private readonly desk: Helped) {
    const { http, changes, calls } = desk;
    this.shelf = new ShelfKeeper(http, changes);
    this.promises = new PromiseKeeper(calls, desk.voice, changes, desk.me);
    this.finding = new Finding(http, changes);
    const chat = (id: string): Chat | undefined => desk.lists.chats.get(id);
    this.bulk = new Bulk({ calls, voice: desk.voice, chat, learnt: desk.learnt });
    this.tags = new TagKeeper({ calls, chat, learnt: desk.learnt });
    this.transcripts = new TranscriptKeeper(desk);
    this.history = new Finding(http, changes);
    this.lookup = new Finding(http, changes);
    this.finder = new ArticleSearch(http, changes);
    this.suggesting = new ArticleSearch(http, changes);
    calls.on("viewing", ({ conversation_id: id, agent, on }) => {
      this.viewers.told(id, agent, on, Date.now());
      changes.changed();
    });
    calls.on("mention.made", ({ mention }) => this.named(mention));
    calls.on("draft.updated", ({ draft }) => {
      desk.drafts.write(draft.conversation_id, draft.kind, draft.text);
      this.writtenElsewhere();
    });
  }

  /** A draft came from another page of this agent. */
  writtenElsewhere(): void {
    this.drafted += 1;
    this.desk.changes.changed();
  }

  get unseen(): number {
    return this.mentions.filter(({ seen }) => !seen).length;
  }

  /** True where the command was one of these. */
  async obey(command: Command, selected: string | null): Promise<boolean> {
    const { calls, voice } = this.desk;
    switch (command.do) {
      case "find":
        await this.finding.ask(command.change);
        return true;
      case "find_more":
        await this.finding.more();
        return true;
      case "find_clear":
        this.finding.clear();
        return true;
      case "look_up":
        await Promise.all([
          this.finder.run(command.query, command.lang),
          command.everywhere ? this.lookup.ask({ q: command.query }) : undefined,
        ]);
        return true;
      case "palette":
        this.palette = command.open;
        this.lookup.clear();
        return true;
      case "keep":
        await this.shelf.keep(command.item);
        voice.say("good", "shelf.kept", { name: command.item.name });
        return true;
      case "drop": {
        const { kind, shared, team_id, name, content } = await this.shelf.drop(command.id);
        const item = { id: null, kind, shared, team_id, name, content, revision: 0 };
        voice.say("info", "shelf.dropped", { name }, { do: "keep", item });
        return true;
      }
      case "macro":
        if (selected) await this.runMacro(command.macro, selected);
        return true;
      case "promise":
        if (selected ?? command.change.to !== "add")
          await this.promises.change(selected ?? "", command.change);
        return true;
      case "undo":
        await this.undo(command);
        return true;
      case "prioritise":
        if (selected) this.desk.learnt((await calls.prioritise(selected, command.priority)).conversation);
        return true;
      case "tag":
        if (selected) await this.tags.change(selected, command.change);
        return true;
      case "look_at_form":
        await this.desk.lists.loadForm();
        return true;
      case "block":
        await this.block(command.id, command.on);
        return true;
      case "pick":
        this.bulk.pick(command.ids);
        return true;
      case "toggle":
        this.bulk.toggle(command.id);
        return true;
      case "bulk":
        await this.bulk.run(command.what);
        return true;
      case "unbulk":
        await this.bulk.undo(command.undos);
        return true;
      default:
        return false;
    }
  }

  async refresh(): Promise<void> {
    await this.shelf.load();
    await this.promises.refresh();
    this.mentions = (await this.desk.calls.mentions()).mentions;
    this.desk.changes.changed();
  }

  leave(): void {
    this.view(null);
    this.viewers.clear();
    this.finding.clear();
    this.palette = false;
    this.bulk.pick(null);
    this.mentions = [];
    this.transcripts.forget();
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  /** Tell colleagues where this agent is, and go on telling. */
  view(id: string | null): void {
    const { calls } = this.desk;
    clearInterval(this.ticking);
    if (this.viewed && this.viewed !== id && calls.online) calls.viewing(this.viewed, false);
    this.viewed = id;
    if (!id) return;
    const say = (): void => {
      if (calls.online && this.desk.watching()) calls.viewing(id, true);
    };
    say();
    this.ticking = setInterval(say, VIEWING_EVERY_MS);
    void this.seen(id);
    void this.transcripts.look(id);
  }

  /** A draft reaches the desk when the hands rest for a moment. */
  draft(id: string, kind: DraftKind, text: string): void {
    const key = `${id} ${kind}`;
    clearTimeout(this.waiting.get(key));
    this.waiting.set(
      key,
      setTimeout(() => {
        this.waiting.delete(key);
        this.desk.calls.saveDraft(id, kind, text).catch(() => {
          // It is kept on this page; the desk gets it with the next stroke.
        });
      }, DRAFT_MS),
    );
  }

  /** What was sent is a draft no more, here and on the desk. */
  sent(id: string, kind: DraftKind): void {
    clearTimeout(this.waiting.get(`${id} ${kind}`));
    this.waiting.delete(`${id} ${kind}`);
  }

  /** The other conversations of this customer. */
  recall(chat: Chat | undefined): void {
    const visitor = chat?.visitor?.id ?? "";
    if (visitor !== (this.history.filters.visitor_id ?? "")) void this.history.ask({ visitor_id: visitor });
  }

  /** Look for an answer to what the customer said last; nothing is ever sent by itself. */
  suggest(chat: Chat | undefined, messages: readonly AgentMessage[]): void {
    const last = messages.findLast(({ kind, author }) => kind === "text" && author.type !== "system");
    const asks = chat && isMine(chat, this.desk.me()) && last?.author.type === "visitor" ? last : null;
    const text = asks && asks.text.trim().length >= LEAST_QUESTION ? asks.text.trim() : "";
    const key = text && asks ? asks.id : "";
    if (key === this.suggestedFor) return;
    this.suggestedFor = key;
    void this.suggesting.run(text.slice(0, 900), chat?.lang ?? "en");
  }

  private named(mention: Mention): void {
    const { voice, changes, watching } = this.desk;
    const seen = this.viewed === mention.conversation_id && watching();
    this.mentions = [{ ...mention, seen }, ...this.mentions];
    voice.say(
      "info",
      "mention.made",
      { name: mention.by },
      {
        do: "jump",
        id: mention.conversation_id,
        seq: mention.seq,
      },
    );
    if (seen) void this.seen(mention.conversation_id);
    changes.changed();
  }

  private async seen(id: string): Promise<void> {
    const here = this.mentions.filter((one) => one.conversation_id === id);
    if (here.length === 0 || !this.desk.calls.online) return;
    this.mentions = this.mentions.map((one) => (one.conversation_id === id ? { ...one, seen: true } : one));
    await this.desk.calls.mentionsSeen(id).catch(() => undefined);
  }

  private async runMacro(macro: string, id: string): Promise<void> {
    const { calls, voice, learnt } = this.desk;
    const report = await calls.runMacro(id, macro);
    learnt(report.conversation);
    const failed = report.steps.find(({ ok }) => !ok);
    const back = report.steps.flatMap(({ undo }) => (undo ? [undo] : [])).reverse();
    const undo = back.length > 0 ? ({ do: "undo", id, calls: back } as const) : undefined;
    const done = String(report.steps.filter(({ ok }) => ok).length);
    if (failed) voice.say("bad", "macro.stopped", { name: report.name, done, step: failed.do }, undo);
    else voice.say("good", "macro.done", { name: report.name, done }, undo);
  }

  private async undo({ id, calls: back }: Extract<Command, { do: "undo" }>): Promise<void> {
    for (const { call, ...keys } of back)
      this.desk.learnt((await this.desk.calls.again(call, { conversation_id: id, ...keys })).conversation);
    this.desk.voice.say("info", "macro.undone");
  }

  private async block(id: string, on: boolean): Promise<void> {
    this.desk.learnt((await this.desk.calls.block(id, on)).conversation);
    if (on) this.desk.voice.say("good", "block.done", {}, { do: "block", id, on: false });
    else this.desk.voice.say("info", "block.undone");
  }

  macros() {
    return macrosIn(this.shelf.items);
  }
}
