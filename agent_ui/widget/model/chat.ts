/**
 * The one that joins the desk and the page: it keeps the state, the outbox and the session, and says when
 * something changed. It knows no DOM: the link, the session call, storage and time are handed in.
 */
import { CallError, type LinkState } from "../../shared/socket.js";
import { Timeline } from "../../shared/timeline.js";
import type { Conversation, Head, Lang, Message, Opened, Typing } from "../../shared/wire.js";
import { Outbox, type Draft, type KeyValue, type Said } from "./outbox.js";
import { asksForHuman, NOTHING, type State } from "./state.js";
import { readJson } from "./storage.js";

export interface Calls {
  readonly online: boolean;
  connect(): void;
  hurry(): void;
  redial(): void;
  call<T>(event: string, data?: object): Promise<T>;
  emit(event: string, data: object): void;
  on<T>(event: string, listener: (data: T) => void): void;
}

export interface Session {
  token: string;
  visitor_id: string;
}

export interface Ports {
  link: (token: () => string, onState: (state: LinkState, reason?: string) => void) => Calls;
  newSession: (lang: Lang) => Promise<Session>;
  storage: KeyValue;
  newId: () => string;
  now: () => Date;
  later: (run: () => void, ms: number) => void;
  onChange: () => void;
  onLink: (state: LinkState) => void;
}

const SESSION = "baton.session";
const KEPT = "baton.conversation";
const KEPT_MESSAGES = 200;
const RETRY_MS = 3000;
const TYPING_MS = 3000;
const TYPING_SHOWN_MS = 30_000;

interface Kept {
  conversation: Conversation;
  messages: Message[];
  synced: number;
  seen: number;
}

export class Chat {
  state: State = NOTHING;
  private readonly outbox: Outbox;
  private readonly link: Calls;
  private session: Session | null;
  private started = false;
  private pumping = false;
  private catching: Promise<void> | null = null;
  private typedAt = 0;
  private renewals = 0;
  private visible = false;

  constructor(
    private readonly ports: Ports,
    private lang: Lang,
  ) {
    this.outbox = new Outbox(ports.storage, ports.newId, ports.now);
    this.session = readJson<Session>(ports.storage, SESSION);
    const kept = readJson<Kept>(ports.storage, KEPT);
    if (kept) {
      const timeline = Timeline.restore(kept.messages, kept.synced);
      this.state = { ...NOTHING, conversation: kept.conversation, timeline, seen: kept.seen };
    }
    this.state = { ...this.state, drafts: this.outbox.all };
    this.link = ports.link(
      () => this.session?.token ?? "",
      (state, reason) => this.linked(state, reason),
    );
    this.listen();
  }

  /** Is there anything to go on with after a reload? */
  get kept(): boolean {
    const { conversation, drafts } = this.state;
    return drafts.length > 0 || (conversation !== null && conversation.owner !== "nobody");
  }

  /** Begin to talk to the desk; before this the page only shows what it had kept. */
  start(): void {
    if (this.started) return;
    this.started = true;
    void this.enter();
  }

  setLang(lang: Lang): void {
    this.lang = lang;
  }

  say(text: string): void {
    if (text.trim()) this.put({ kind: "text", text: text.trim() });
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
    void this.pump();
  }

  discard(id: string): void {
    this.outbox.drop(id);
    this.show({});
  }

  /** The conversation ends, or the desk says why not. */
  async end(): Promise<void> {
    await this.ask("conversation.end", {});
  }

  async rate(score: number, comment: string): Promise<void> {
    await this.ask("csat.give", { score, ...(comment.trim() ? { comment: comment.trim() } : {}) });
  }

  /** Forget the ended conversation; the next word begins another one. */
  restart(): void {
    this.forget();
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
    if (this.started && this.session) this.link.hurry();
    else if (this.started) void this.enter();
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

  private put(said: Said): void {
    this.outbox.put(said, this.state.conversation?.id ?? null);
    this.typing(false);
    this.show({ failed: false });
    this.start();
    void this.pump();
  }

  private async enter(): Promise<void> {
    try {
      if (!this.session) {
        this.session = await this.ports.newSession(this.lang);
        this.ports.storage.set(SESSION, JSON.stringify(this.session));
      }
      this.link.connect();
    } catch {
      this.ports.onLink("offline");
      this.ports.later(() => void this.enter(), RETRY_MS);
    }
  }

  private linked(state: LinkState, reason?: string): void {
    this.ports.onLink(state);
    if (state === "online") {
      this.renewals = 0;
      void this.catchUp().then(() => this.pump());
    } else if (state === "refused") this.refused(reason);
    else if (this.state.typing) this.show({ typing: null });
  }

  /** A token that is no longer good is replaced without a word; the old conversation was its owner's. */
  private refused(reason?: string): void {
    if (reason === "unauthenticated") {
      this.session = null;
      this.ports.storage.remove(SESSION);
      this.renewals += 1;
      this.ports.later(() => void this.enter(), this.renewals > 1 ? RETRY_MS : 0);
    } else this.ports.later(() => this.link.connect(), RETRY_MS);
  }

  private listen(): void {
    this.link.on<{ message: Message }>("message.new", ({ message }) => {
      if (message.conversation_id === this.state.conversation?.id) this.arrived(message);
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

  private async open(which: object): Promise<Conversation> {
    const opened = await this.link.call<Opened>("conversation.open", { ...which, lang: this.lang });
    const timeline = this.state.timeline.caughtUp(opened.messages, opened.head_seq);
    for (const message of opened.messages) this.confirm(message);
    this.show({ conversation: opened.conversation, timeline, settled: true });
    return opened.conversation;
  }

  /** Send what waits, in order, one after the other. */
  private async pump(): Promise<void> {
    if (this.pumping || !this.link.online) return;
    this.pumping = true;
    try {
      let draft = this.outbox.next();
      while (draft && (await this.deliver(draft))) draft = this.outbox.next();
    } finally {
      this.pumping = false;
    }
  }

  /** False when the desk did not answer: it goes out again after the next connection, or a little later. */
  private async deliver(draft: Draft): Promise<boolean> {
    try {
      await this.catching;
      const id = draft.conversation_id ?? (this.state.conversation ?? (await this.open({}))).id;
      this.outbox.sending(draft.id, id);
      this.show({});
      await this.send(draft, id);
      return true;
    } catch (error) {
      this.mind(error);
      const again = !(error instanceof CallError) || error.unanswered || error.code === "unauthenticated";
      if (again) this.outbox.waiting(draft.id);
      else this.outbox.failed(draft.id);
      this.show({});
      if (again && this.link.online) this.ports.later(() => void this.pump(), RETRY_MS);
      return !again;
    }
  }

  private async send(draft: Draft, id: string): Promise<void> {
    const to = { conversation_id: id };
    if (draft.kind === "human") {
      const { conversation } = await this.link.call<{ conversation: Conversation }>("human.request", to);
      this.outbox.drop(draft.id);
      this.take(conversation);
    } else if (draft.kind === "feedback") {
      const given = await this.link.call<{ message?: Message }>("feedback.give", {
        ...to,
        ...draft.feedback,
      });
      this.outbox.drop(draft.id);
      if (given.message) this.arrived(given.message);
    } else {
      const said = { ...to, client_message_id: draft.id, text: draft.text, lang: this.lang };
      const { message } = await this.link.call<{ message: Message }>(
        "message.send",
        draft.choice ? { ...said, choice: draft.choice } : said,
      );
      this.arrived(message);
    }
  }

  private arrived(message: Message): void {
    this.confirm(message);
    if (message.conversation_id !== this.state.conversation?.id) {
      this.show({});
      return;
    }
    const timeline = this.state.timeline.received(message);
    const typing = message.author.type === this.state.typing?.type ? null : this.state.typing;
    this.show({ timeline, typing });
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
      this.show({ failed: true });
      throw error;
    }
  }

  /** A token that ran out while we were connected: come in anew. */
  private mind(error: unknown): void {
    if (error instanceof CallError && error.code === "unauthenticated") this.link.redial();
  }

  private confirm(message: Message): void {
    if (message.client_message_id) this.outbox.drop(message.client_message_id);
  }

  private take(conversation: Conversation): void {
    if (conversation.epoch >= (this.state.conversation?.epoch ?? 0)) this.show({ conversation });
  }

  private forget(): void {
    this.state = { ...this.state, conversation: null, timeline: Timeline.empty, seen: 0, typing: null };
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
    const { conversation, timeline, seen } = this.state;
    if (conversation) {
      const messages = timeline.messages.slice(-KEPT_MESSAGES);
      const kept: Kept = { conversation, messages, synced: timeline.synced, seen };
      this.ports.storage.set(KEPT, JSON.stringify(kept));
    } else this.ports.storage.remove(KEPT);
    this.ports.onChange();
    if (parts.timeline && this.visible) this.markSeen();
  }
}
