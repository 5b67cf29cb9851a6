/**
 * The one that joins the desk and the page: it keeps the state, the outbox and the session, and says when
 * something changed. It knows no DOM: the link, the session call, storage and time are handed in.
 */
import { CallError, type LinkState } from "../../shared/socket.js";
import { Timeline } from "../../shared/timeline.js";
import type {
  Answers,
  Attachment,
  Conversation,
  Head,
  Lang,
  Message,
  Opened,
  Question,
  Typing,
} from "../../shared/wire.js";
import { Delivery } from "./delivery.js";
import { Entry } from "./entry.js";
import { Outbox, type Said } from "./outbox.js";
import type { Calls, Ports } from "./ports.js";
import { asksForHuman, NOTHING, type State } from "./state.js";
import { readJson } from "./storage.js";

const KEPT = "baton.conversation";
/** There may be other conversations; `new` while the next word is to begin another. */
export const OTHERS = "baton.others";
const KEPT_MESSAGES = 200;
/** What was answered before the chat; it goes along with each new conversation. */
export const INTAKE = "baton.intake";
const RETRY_MS = 3000;
const TYPING_MS = 3000;
const TYPING_SHOWN_MS = 30_000;

interface SeenBy {
  conversation_id: string;
  author_type: string;
  seq: number;
}

interface Kept {
  conversation: Conversation;
  messages: Message[];
  synced: number;
  seen: number;
}

export class Chat {
  state: State = NOTHING;
  private readonly outbox: Outbox;
  private readonly entry: Entry;
  private readonly link: Calls;
  private readonly delivery: Delivery;
  private started = false;
  private catching: Promise<void> | null = null;
  private typedAt = 0;
  private visible = false;
  private asked = "";

  constructor(
    private readonly ports: Ports,
    private lang: Lang,
  ) {
    this.outbox = new Outbox(ports.storage, ports.newId, ports.now);
    const kept = readJson<Kept>(ports.storage, KEPT);
    if (kept) {
      const timeline = Timeline.restore(kept.messages, kept.synced);
      this.state = { ...NOTHING, conversation: kept.conversation, timeline, seen: kept.seen };
    }
    this.state = { ...this.state, drafts: this.outbox.all };
    this.entry = new Entry(
      ports,
      () => this.lang,
      (state) => this.linked(state),
    );
    this.link = this.entry.link;
    this.delivery = new Delivery(this.outbox, this.link, {
      conversationId: () => this.begun(),
      lang: () => this.lang,
      visit: () => ports.visit?.(),
      arrived: (message) => this.arrived(message),
      take: (conversation) => this.take(conversation),
      changed: () => this.show({}),
      failed: () => this.show({ failed: true }),
      mind: (error) => this.mind(error),
      later: (run) => ports.later(run, RETRY_MS),
    });
    this.listen();
  }

  /** Is there anything to go on with after a reload? */
  get kept(): boolean {
    const { conversation, drafts } = this.state;
    const open = conversation !== null && conversation.owner !== "nobody";
    return open || drafts.length > 0 || this.ports.storage.get(OTHERS) !== null;
  }

  /** Begin to talk to the desk; before this the page only shows what it had kept. */
  start(): void {
    if (this.started || this.ports.held?.()) return;
    this.started = true;
    void this.entry.enter();
  }

  /** The host site vouches for the customer; what somebody else said on this device is not shown to them. */
  async identify(identity: string): Promise<void> {
    await this.delivery.idle;
    if (!(await this.entry.identify(identity))) this.leaveNothing();
    if (this.started) this.link.redial();
  }

  /** The customer logs out of the site: nothing of theirs stays on this device. */
  logout(): void {
    this.entry.forget();
    this.leaveNothing();
    if (!this.started) return;
    this.link.close();
    this.started = false;
    this.start();
  }

  setLang(lang: Lang): void {
    this.lang = lang;
  }

  say(text: string, files?: readonly Attachment[]): void {
    if (text.trim() || files?.length) this.put({ kind: "text", text: text.trim(), attachments: files });
  }

  choose(message: Message, buttonId: string, title: string): void {
    const helpful = { helped: true, not_meant: false }[buttonId];
    if (buttonId === "human") this.askHuman();
    else if (helpful !== undefined)
      this.put({ kind: "feedback", text: title, feedback: { message_id: message.id, helpful } });
    else this.put({ kind: "text", text: title, choice: { message_id: message.id, button_id: buttonId } });
  }

  askHuman(): void {
    if (!asksForHuman(this.state)) this.put({ kind: "human", text: "" });
  }

  retry(id: string): void {
    this.outbox.waiting(id);
    this.show({});
    void this.delivery.run();
  }

  discard(id: string): void {
    this.outbox.drop(id);
    this.show({});
  }

  /** The conversation ends, or the desk says why not. */
  async end(): Promise<void> {
    await this.ask("conversation.end", {});
  }

  /** Out of the queue, and back to the assistant. */
  async unqueue(): Promise<void> {
    await this.ask("wait.cancel", {});
  }

  /** A number to call, or a ticket and where its answer goes; what cannot be right is for the form to say. */
  async leave(left: { email?: string; phone?: string }): Promise<void> {
    if (left.email === undefined) await this.ask("wait.contact", left);
    else await this.ask("ticket.open", { email: left.email || null });
  }

  async rate(score: number, comment: string, answers: Answers = {}): Promise<void> {
    await this.ask("csat.give", {
      score,
      comment,
      answers: Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== "")),
    });
  }

  /** What a session may ask over HTTP, it asks with this. */
  token(): Promise<string> {
    return this.entry.token();
  }

  /** Go on with another of the customer's conversations. */
  async turnTo(id: string): Promise<void> {
    await this.delivery.idle;
    const opened = await this.link.call<Opened>("conversation.open", { conversation_id: id });
    this.forget();
    this.admit(opened);
  }

  /** Leave the conversation as it is; the next word begins another one. */
  restart(): void {
    this.forget();
    this.ports.storage.set(OTHERS, "new");
    this.show({});
  }

  /** At most one emit in three seconds while the customer writes, and one when they stop. */
  typing(on: boolean): void {
    const now = this.ports.now().getTime();
    const conversation = this.state.conversation;
    if (!conversation || (on && now - this.typedAt < TYPING_MS) || (!on && this.typedAt === 0)) return;
    this.typedAt = on ? now : 0;
    this.link.emit("typing", { conversation_id: conversation.id, on });
  }

  /** The customer looks at the messages (or looks away). */
  look(visible: boolean): void {
    this.visible = visible;
    this.markSeen();
  }

  hurry(): void {
    if (this.started) this.entry.hurry();
  }

  /** Another tab began, ended or left the conversation. */
  reread(): void {
    const kept = readJson<Kept>(this.ports.storage, KEPT);
    if (kept?.conversation.id === this.state.conversation?.id) return;
    const timeline = kept ? Timeline.restore(kept.messages, kept.synced) : Timeline.empty;
    this.state = { ...this.state, conversation: kept?.conversation ?? null, timeline, seen: kept?.seen ?? 0 };
    this.show({});
    void this.catchUp();
  }

  private leaveNothing(): void {
    for (const draft of this.outbox.all) this.outbox.drop(draft.id);
    this.ports.storage.remove(OTHERS);
    this.ports.storage.remove(INTAKE);
    this.forget();
    this.show({ settled: true });
  }

  private put(said: Said): void {
    this.outbox.put(said, this.state.conversation?.id ?? null);
    this.typing(false);
    this.show({ failed: false });
    this.start();
    void this.delivery.run();
  }

  private linked(state: LinkState): void {
    this.ports.onLink(state);
    if (state === "online") void this.catchUp().then(() => this.delivery.run());
    else if (this.state.typing) this.show({ typing: null });
  }

  private listen(): void {
    this.link.on<{ message: Message }>("message.new", ({ message }) => {
      if (message.conversation_id === this.state.conversation?.id) this.arrived(message);
      else this.ports.onOther?.();
    });
    this.link.on<{ conversation: Conversation }>("conversation.updated", ({ conversation }) => {
      if (conversation.id === this.state.conversation?.id) this.take(conversation);
    });
    this.link.on<Typing>("typing", ({ author, on, conversation_id: id }) => {
      if (author.type === "visitor" || (id && id !== this.state.conversation?.id)) return;
      const typing = on ? author : null;
      this.show({ typing });
      if (typing)
        this.ports.later(() => {
          if (this.state.typing === typing) this.show({ typing: null });
        }, TYPING_SHOWN_MS);
    });
    this.link.on<SeenBy>("seen", ({ conversation_id: id, author_type, seq }) => {
      if (id === this.state.conversation?.id && author_type === "agent") this.show({ read: seq });
    });
    this.link.on<Head>("head", ({ conversation_id: id, seq }) => {
      if (id === this.state.conversation?.id && this.state.timeline.misses(seq)) void this.catchUp();
    });
  }

  /** Everything after what we surely have; one at a time. */
  private catchUp(): Promise<void> {
    this.catching ??= this.fetchMissing().finally(() => {
      this.catching = null;
    });
    return this.catching;
  }

  private async fetchMissing(): Promise<void> {
    const conversation = this.state.conversation;
    if (!conversation) {
      this.show({ settled: true });
      return;
    }
    try {
      await this.open({ conversation_id: conversation.id, after: this.state.timeline.synced });
    } catch (error) {
      this.mind(error);
      if (error instanceof CallError && ["not_found", "forbidden", "invalid"].includes(error.code)) {
        this.outbox.orphan();
        this.forget();
        this.show({ settled: true });
      }
    }
  }

  /** The conversation to speak in; one is begun if there is none. */
  async begun(): Promise<string> {
    await this.catching;
    return (this.state.conversation ?? (await this.open({}))).id;
  }

  private async open(which: object): Promise<Conversation> {
    const { storage } = this.ports;
    const fresh = !("conversation_id" in which);
    const begin = fresh && storage.get(OTHERS) === "new";
    const intake = fresh && readJson<object>(storage, INTAKE);
    const before = this.state.conversation?.id;
    const opened = await this.link.call<Opened>("conversation.open", {
      ...which,
      ...(begin ? { begin } : {}),
      ...(intake ? { intake } : {}),
      lang: this.lang,
    });
    if (begin) storage.set(OTHERS, "1");
    // The customer may have turned to another one meanwhile.
    if (this.state.conversation?.id === before) this.admit(opened);
    return opened.conversation;
  }

  private admit({ conversation, messages, head_seq, seen_by_agent }: Opened): void {
    const timeline = this.state.timeline.caughtUp(messages, head_seq);
    for (const message of messages) this.confirm(message);
    this.show({ conversation, timeline, read: seen_by_agent ?? 0, settled: true });
  }

  private arrived(message: Message): void {
    this.confirm(message);
    if (message.conversation_id !== this.state.conversation?.id) {
      this.show({});
      return;
    }
    const timeline = this.state.timeline.received(message);
    const typing = message.author.type === this.state.typing?.type ? null : this.state.typing;
    this.show({ timeline, typing, blocked: false });
    if (timeline.misses(message.seq)) void this.catchUp();
  }

  private async ask(event: string, data: object): Promise<void> {
    const id = this.state.conversation?.id;
    if (!id) return;
    try {
      const call = this.link.call<{ conversation?: Conversation }>(event, { conversation_id: id, ...data });
      const { conversation } = await call;
      if (conversation) this.take(conversation);
      this.show({ failed: false });
    } catch (error) {
      this.mind(error);
      this.show({ failed: !(error instanceof CallError && error.code === "invalid") });
      throw error;
    }
  }

  /** A token that ran out while we were connected: come in anew. Who is blocked is told so. */
  private mind(error: unknown): void {
    if (!(error instanceof CallError)) return;
    if (error.code === "unauthenticated") this.link.redial();
    if (error.code === "blocked") this.show({ blocked: true });
  }

  private confirm(message: Message): void {
    if (message.client_message_id) this.outbox.drop(message.client_message_id);
  }

  private take(conversation: Conversation): void {
    if (conversation.epoch >= (this.state.conversation?.epoch ?? 0)) this.show({ conversation });
  }

  /** What the desk asks besides the score; without an answer the score alone is asked. */
  private async learnQuestions({ id, epoch }: Conversation): Promise<void> {
    const end = id + String(epoch);
    if (this.asked === end) return;
    this.asked = end;
    try {
      const call = this.link.call<{ questions: Question[] }>("csat.form", { conversation_id: id });
      this.show({ questions: (await call).questions });
    } catch {
      this.asked = "";
    }
  }

  private forget(): void {
    this.ports.storage.remove(KEPT);
    this.state = {
      ...this.state,
      conversation: null,
      timeline: Timeline.empty,
      seen: 0,
      read: 0,
      typing: null,
    };
  }

  private markSeen(): void {
    const { conversation, timeline, seen } = this.state;
    const newest = timeline.newest?.seq ?? 0;
    if (!this.visible || !conversation || newest <= seen) return;
    this.show({ seen: newest });
    this.link.call("message.seen", { conversation_id: conversation.id, seq: newest }).catch(() => undefined);
  }

  private show(parts: Partial<State>): void {
    this.state = { ...this.state, ...parts, drafts: this.outbox.all };
    if (parts.conversation || parts.timeline || parts.seen) this.keep();
    this.ports.onChange();
    if (parts.timeline && this.visible) this.markSeen();
    if (parts.conversation?.csat_due) void this.learnQuestions(parts.conversation);
  }

  /** For the next page: all of it, or of a long one the newest part, with the rest to be fetched again. */
  private keep(): void {
    const { conversation, timeline, seen } = this.state;
    if (!conversation) return;
    const whole = timeline.messages.length <= KEPT_MESSAGES;
    const messages = timeline.messages.slice(-KEPT_MESSAGES);
    const kept: Kept = { conversation, messages, synced: whole ? timeline.synced : 0, seen };
    this.ports.storage.set(KEPT, JSON.stringify(kept));
  }
}
