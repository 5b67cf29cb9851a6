/** Takes what waits in the outbox to the desk: in order, one after the other, until each has its answer. */
import { CallError } from "../../shared/socket.js";
import type { Conversation, Lang, Message } from "../../shared/wire.js";
import type { Draft, Outbox } from "./outbox.js";
import type { Calls } from "./ports.js";

export interface Desk {
  /** The conversation to speak in, begun now if there is none. */
  conversationId: () => Promise<string>;
  lang: () => Lang;
  visit: () => object | undefined;
  arrived: (message: Message) => void;
  take: (conversation: Conversation) => void;
  changed: () => void;
  /** What cannot be shown as a message was refused. */
  failed: () => void;
  mind: (error: unknown) => void;
  later: (run: () => void) => void;
}

export class Delivery {
  /** Settled while nothing is on its way. */
  idle: Promise<void> = Promise.resolve();
  private busy = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly link: Calls,
    private readonly desk: Desk,
  ) {}

  run(): Promise<void> {
    if (!this.busy && this.link.online) this.idle = this.deliverAll();
    return this.idle;
  }

  private async deliverAll(): Promise<void> {
    this.busy = true;
    try {
      let draft = this.outbox.next();
      while (draft && (await this.deliver(draft))) draft = this.outbox.next();
    } finally {
      this.busy = false;
    }
  }

  /** False when the desk did not answer: it goes out again after the next connection, or a little later. */
  private async deliver(draft: Draft): Promise<boolean> {
    try {
      const id = draft.conversation_id ?? (await this.desk.conversationId());
      this.outbox.sending(draft.id, id);
      this.desk.changed();
      await this.send(draft, id);
      return true;
    } catch (error) {
      const code = error instanceof CallError && !error.unanswered ? error.code : "";
      const unagreed = code === "consent_required";
      const again = !code || unagreed || code === "unauthenticated";
      if (again) this.outbox.waiting(draft.id);
      else this.refused(draft, code);
      this.desk.mind(error);
      this.desk.changed();
      if (again && !unagreed && this.link.online) this.desk.later(() => void this.run());
      return !again;
    }
  }

  /** The customer did not agree: words stay to be sent another time, all else is given up. */
  giveUp(): void {
    for (const { id, kind } of this.outbox.all)
      if (kind === "text") this.outbox.failed(id);
      else this.outbox.drop(id);
  }

  /** Words for a conversation that is gone go to the present one; other words wait for the customer's. */
  private refused(draft: Draft, code: string): void {
    if (code === "not_found" && draft.conversation_id) this.outbox.orphan(draft.id);
    else if (draft.kind === "text") this.outbox.failed(draft.id);
    else {
      this.outbox.drop(draft.id);
      this.desk.failed();
    }
  }

  private async send(draft: Draft, id: string): Promise<void> {
    const to = { conversation_id: id };
    const visit = this.desk.visit();
    const where = visit ? { visit } : {};
    if (draft.kind === "human") {
      const asked = { ...to, ...where };
      const { conversation } = await this.link.call<{ conversation: Conversation }>("human.request", asked);
      this.outbox.drop(draft.id);
      this.desk.take(conversation);
      return;
    }
    const message =
      draft.kind === "feedback"
        ? await this.link.call<{ message: Message }>("feedback.give", { ...to, ...draft.feedback })
        : await this.link.call<{ message: Message }>("message.send", {
            ...to,
            client_message_id: draft.id,
            text: draft.text,
            attachments: draft.attachments?.map(({ id }) => id),
            lang: this.desk.lang(),
            ...(draft.choice ? { choice: draft.choice } : {}),
            ...where,
          });
    this.outbox.drop(draft.id);
    this.desk.arrived(message.message);
  }
}
