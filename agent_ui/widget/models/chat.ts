/**
 * The one that joins the desk and the page: it keeps the state, the outbox and the session, and says when
 * something changed. It knows no DOM: the link, the session call, storage and time are handed in.
 */
import { CallError, type LinkState } from "../../shared/socket.js";
import type { Attachment, Conversation, Head, Message, Opened, Typing as Notice } from "../../shared/wire.js";
import { Delivery } from "./delivery.js";
import { Entry } from "./entry.js";
import { keep, KEPT, readKept } from "./kept.js";
import { INTAKE, openingOf, OTHERS, type Opening } from "./opening.js";
import { Outbox, type Said } from "./outbox.js";
import type { Calls, Ports } from "./ports.js";
import { asksForHuman, endOf, NOTHING, UNBEGUN, type State } from "./state.js";
import { Typing } from "./typing.js";

const RETRY_MS = 3000;

export class Chat {
  state: State;
  readonly link: Calls;
  private readonly outbox: Outbox;
  private readonly entry: Entry;
  private readonly delivery: Delivery;
  private readonly opening: Opening;
  private readonly writing: Typing;
  private agreeing: Promise<boolean> | undefined;
  private started = false;
  private visible = false;

  constructor(private readonly ports: Ports) {
    this.outbox = new Outbox(ports.storage, ports.newId, ports.now);
    this.state = { ...NOTHING, ...readKept(ports.storage), drafts: this.outbox.all };
    this.writing = new Typing(ports, () => this.show({}));
    this.entry = new Entry(ports, (state) => this.linked(state));
    this.link = this.entry.link;
    this.opening = openingOf(ports.storage, this.link, {
      conversation: () => this.state.conversation,
      after: () => this.state.timeline.synced,
      lang: ports.lang,
      admit: (opened) => this.admit(opened),
      gone: () => {
        this.outbox.orphan();
        this.forget();
      },
      settled: () => this.show({ settled: true }),
      mind: (error) => this.mind(error),
    });
    this.delivery = new Delivery(this.outbox, this.link, {
      conversationId: () => this.begun(),
      lang: ports.lang,
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

  /** The desk wants an agreement first: asked once for all that waits for it; whether it was given. */
  agree(): Promise<boolean> {
    return (this.agreeing ??= this.agreed().finally(() => (this.agreeing = undefined)));
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

  typing(on: boolean): void {
    const conversation = this.state.conversation;
    if (conversation && this.writing.tells(on))
      this.link.emit("typing", { conversation_id: conversation.id, on });
  }

  /** The customer looks at the messages (or looks away). */
  look(visible: boolean): void {
    this.visible = visible;
    if (visible) this.mark();
  }

  hurry(): void {
    if (this.started) this.entry.hurry();
  }

  /** Another tab began, ended or left the conversation. */
  reread(): void {
    const kept = readKept(this.ports.storage);
    if (kept.conversation?.id === this.state.conversation?.id) return;
    this.show(kept);
    void this.opening.catchUp();
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
    if (state === "online") void this.opening.catchUp().then(() => this.delivery.run());
    else {
      this.writing.nobody();
      this.show({});
    }
  }

  private listen(): void {
    this.link.on<{ message: Message }>("message.new", ({ message }) => {
      if (message.conversation_id === this.state.conversation?.id) this.arrived(message);
      else this.ports.onOther?.();
    });
    this.link.on<{ conversation: Conversation }>("conversation.updated", ({ conversation }) => {
      if (conversation.id === this.state.conversation?.id) this.take(conversation);
    });
    this.link.on<Notice>("typing", (notice) => {
      const id = notice.conversation_id;
      if (notice.author.type !== "visitor" && (!id || id === this.state.conversation?.id))
        this.writing.heard(notice);
    });
    // A visitor is told of those at the desk alone.
    for (const name of ["delivered", "seen"])
      this.link.on<Head>(name, ({ conversation_id: id, seq }) => {
        if (id === this.state.conversation?.id) this.show({ desk: { ...this.state.desk, [name]: seq } });
      });
    this.link.on<Head>("head", ({ conversation_id: id, seq }) => {
      if (id === this.state.conversation?.id && this.state.timeline.misses(seq)) void this.opening.catchUp();
    });
  }

  /** The conversation to speak in; one is begun if there is none. */
  begun(): Promise<string> {
    return this.opening.begun();
  }

  private admit({ conversation, messages, head_seq, delivered_to_agent, seen_by_agent }: Opened): void {
    const timeline = this.state.timeline.caughtUp(messages, head_seq);
    for (const message of messages) this.confirm(message);
    this.show({
      conversation,
      timeline,
      desk: { delivered: delivered_to_agent, seen: seen_by_agent },
      settled: true,
    });
  }

  private arrived(message: Message): void {
    this.confirm(message);
    if (message.conversation_id !== this.state.conversation?.id) {
      this.show({});
      return;
    }
    const timeline = this.state.timeline.received(message);
    this.show({ timeline, blocked: false, unagreed: false });
    if (timeline.misses(message.seq)) void this.opening.catchUp();
  }

  /** A call about this conversation that cannot wait in the outbox. */
  async ask(event: string, data: object = {}): Promise<void> {
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

  private async agreed(): Promise<boolean> {
    const agreed = await this.ports.agree();
    if (!agreed) this.delivery.giveUp();
    this.show({ unagreed: !agreed });
    // The desk is told when the conversation is opened; offline, that is done after the next connection.
    if (agreed) await this.begun().then(this.opening.catchUp, () => undefined);
    void this.delivery.run();
    return agreed;
  }

  /** A token that ran out: come in anew. Who is blocked is told so; who has to agree is asked. */
  private mind(error: unknown): void {
    if (!(error instanceof CallError)) return;
    if (error.code === "unauthenticated") this.link.redial();
    if (error.code === "blocked") this.show({ blocked: true });
    if (error.code === "consent_required") void this.agree();
  }

  private confirm(message: Message): void {
    if (message.client_message_id) this.outbox.drop(message.client_message_id);
    this.writing.said(message);
  }

  private take(conversation: Conversation): void {
    if (conversation.epoch >= (this.state.conversation?.epoch ?? 0)) this.show({ conversation });
  }

  private forget(): void {
    this.ports.storage.remove(KEPT);
    this.writing.nobody();
    this.state = { ...this.state, ...UNBEGUN };
  }

  /** What came while nobody looks is told as such, perhaps twice; what is looked at, once. */
  private mark(): void {
    const { conversation, timeline, seen } = this.state;
    const seq = timeline.newest?.seq ?? 0;
    if (!conversation || seq <= seen) return;
    if (this.visible) this.show({ seen: seq });
    this.link
      .call(`message.${this.visible ? "seen" : "delivered"}`, { conversation_id: conversation.id, seq })
      .catch(() => undefined);
  }

  show(parts: Partial<State>): void {
    this.state = { ...this.state, ...parts, drafts: this.outbox.all, typing: this.writing.author };
    this.state.ended = endOf(this.state);
    if (parts.conversation || parts.timeline || parts.seen) keep(this.ports.storage, this.state);
    this.ports.onChange();
    if (parts.timeline) this.mark();
    if (parts.conversation?.merged_into) this.turnTo(parts.conversation.merged_into).catch(() => undefined);
  }
}
