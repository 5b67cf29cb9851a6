/** A desk in memory for tests: it commits, acks, broadcasts, forgets connections, and can lose an answer. */
import { CallError, type LinkState } from "../../shared/socket.js";
import { conversation, message } from "../../shared/testing.js";
import type { Answers, Conversation, Message, Question } from "../../shared/wire.js";
import type { Calls, Session } from "./ports.js";

interface Data {
  conversation_id?: string;
  client_message_id?: string;
  text?: string;
  after?: number;
  score?: number;
  begin?: boolean;
  answers?: Answers;
  intake?: { version: string } | null;
}

export class FakeDesk {
  conversations: Conversation[] = [];
  messages: Message[] = [];
  sessions: Session[] = [];
  /** Calls that are carried out while their answer is lost. */
  loseAnswers = 0;
  refuse: string | null = null;
  /** Words and wishes are refused until an opening brings this agreement. */
  demands: string | null = null;
  /** How often the customer was asked for it, and how they decide. */
  wanted = 0;
  decide: (agreed: boolean) => void = () => undefined;
  calls: string[] = [];
  /** How many conversations there ever were, and how many were asked for beside others. */
  begun = 0;
  beside = 0;
  questions: Question[] = [];
  rated: Data[] = [];
  private readonly lines: FakeLine[] = [];

  /** Whether an identity takes the conversations so far along. */
  keeps = true;
  asked: (object | undefined)[] = [];

  newSession = (_lang: string, identity?: object): Promise<Session> => {
    this.asked.push(identity);
    const at = this.sessions.length;
    const session = { token: `token-${at}`, visitor_id: `visitor-${at}`, kept: this.keeps };
    this.sessions.push(session);
    return Promise.resolve(session);
  };

  line = (token: () => string, onState: (state: LinkState, reason?: string) => void): FakeLine => {
    const line = new FakeLine(this, token, onState);
    this.lines.push(line);
    return line;
  };

  expireSessions(): void {
    this.sessions = [];
    this.conversations = [];
  }

  say(author: "bot" | "agent", text: string, deliver = true, conversation_id?: string): Message {
    const where = conversation_id ? { conversation_id } : {};
    const said = this.commit({ author: { type: author }, text, ...where });
    if (deliver) this.publish("message.new", { message: said });
    return said;
  }

  publish(event: string, data: object): void {
    for (const line of this.lines) line.hear(event, data);
  }

  answer(event: string, data: Data): object {
    if (this.refuse) throw new CallError(this.refuse, event);
    if (event === "conversation.open") {
      if (data.intake?.version === this.demands) this.demands = null;
      return this.open(data);
    }
    if (this.demands && /send|request|give/.test(event)) throw new CallError("consent_required", event);
    const found = this.conversations.find((one) => one.id === data.conversation_id);
    if (!found) throw new CallError("not_found", event);
    if (event === "human.request") {
      if (found.owner === "bot") Object.assign(found, { owner: "queue", epoch: found.epoch + 1 });
      return { conversation: { ...found } };
    }
    if (event === "conversation.end") {
      Object.assign(found, { owner: "nobody", state: "resolved", csat_due: true, epoch: found.epoch + 1 });
    }
    if (event === "csat.form") {
      return { due: true, questions: this.questions };
    }
    if (event === "csat.give") {
      this.rated.push(data);
      return { conversation: { ...Object.assign(found, { csat: data.score }) } };
    }
    if (event === "message.send") return { message: this.receive(data) };
    if (event === "feedback.give") return { message: this.receive({ ...data, text: "That helped" }) };
    return { conversation: { ...found } };
  }

  private open(data: Data): object {
    let found = this.conversations.find((one) => one.id === data.conversation_id);
    if (data.conversation_id && !found) throw new CallError("not_found", "conversation.open");
    if (!found) {
      found = conversation({ id: `conversation-${++this.begun}` });
      if (data.begin) this.beside += 1;
      this.conversations.push(found);
    }
    const after = data.after ?? 0;
    const all = this.messagesOf(found.id);
    const messages = all.filter((one) => one.seq > after);
    return { conversation: { ...found }, messages, head_seq: all.length };
  }

  private receive(data: Data): Message {
    const id = data.client_message_id;
    const known = this.messages.find((one) => id && one.client_message_id === id);
    const conversation_id = data.conversation_id ?? "";
    return known ?? this.commit({ text: data.text ?? "", client_message_id: id ?? null, conversation_id });
  }

  private messagesOf(id: string): Message[] {
    return this.messages.filter((one) => one.conversation_id === id);
  }

  private commit(parts: Partial<Message>): Message {
    const id = parts.conversation_id ?? this.conversations[this.conversations.length - 1]?.id ?? "";
    const seq = this.messagesOf(id).length + 1;
    const said = message({ seq, ...parts, conversation_id: id });
    this.messages.push(said);
    return said;
  }
}

export class FakeLine implements Calls {
  online = false;
  /** The network is gone: connecting waits for `plugIn`. */
  unplugged = false;
  private readonly listeners = new Map<string, ((data: never) => void)[]>();

  constructor(
    private readonly desk: FakeDesk,
    private readonly token: () => string,
    private readonly onState: (state: LinkState, reason?: string) => void,
  ) {}

  connect(): void {
    if (this.unplugged) this.onState("offline");
    else if (this.desk.sessions.some((session) => session.token === this.token())) {
      this.online = true;
      this.onState("online");
    } else this.onState("refused", "unauthenticated");
  }

  hurry(): void {
    if (!this.online) this.connect();
  }

  redial(): void {
    this.online = false;
    this.connect();
  }

  close(): void {
    this.online = false;
  }

  unplug(): void {
    this.unplugged = true;
    this.online = false;
    this.onState("offline");
  }

  plugIn(): void {
    this.unplugged = false;
    this.connect();
  }

  async call<T>(event: string, data: object = {}): Promise<T> {
    await Promise.resolve();
    if (!this.online) throw new CallError("offline", event);
    this.desk.calls.push(event);
    const answer = this.desk.answer(event, data);
    if (event === "message.send" && this.desk.loseAnswers > 0) {
      this.desk.loseAnswers -= 1;
      throw new CallError("timeout", event);
    }
    return answer as T;
  }

  emit(event: string): void {
    this.desk.calls.push(event);
  }

  on<T>(event: string, listener: (data: T) => void): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  hear(event: string, data: object): void {
    if (this.online) for (const listener of this.listeners.get(event) ?? []) listener(data as never);
  }
}
