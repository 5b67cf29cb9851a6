/** What the options, the queue and the end of a chat ask of the desk; loaded with the first of them. */
import { CallError } from "../../shared/socket.js";
import type { Question } from "../../shared/wire.js";
import type { Left, WidgetEvents } from "../elements/events.js";
import type { Chat } from "../models/chat.js";

const RETRY_MS = 3000;

type Later = (run: () => void, ms: number) => void;

/** The conversation ends, or the desk says why not. */
export function end(chat: Chat): Promise<void> {
  return chat.ask("conversation.end");
}

/** Out of the queue, and back to the assistant. */
export function unqueue(chat: Chat): Promise<void> {
  return chat.ask("wait.cancel");
}

/** A number to call, or a ticket and where its answer goes; what cannot be right is for the form to say. */
export function leave(chat: Chat, left: Left): Promise<void> {
  if (left.email === undefined) return chat.ask("wait.contact", left);
  return chat.ask("ticket.open", { email: left.email || null });
}

export function rate(chat: Chat, rating: WidgetEvents["rate"]): Promise<void> {
  return chat.ask("csat.give", rating);
}

/** What the desk asks besides the score; until it is here the score alone is asked. */
export async function learnQuestions(chat: Chat, later: Later = setTimeout): Promise<void> {
  const { conversation } = chat.state;
  if (!conversation?.csat_due) return;
  try {
    const asked = { conversation_id: conversation.id };
    const { questions } = await chat.link.call<{ questions: Question[] }>("csat.form", asked);
    chat.show({ questions });
  } catch (error) {
    if (error instanceof CallError && error.unanswered)
      later(() => void learnQuestions(chat, later), RETRY_MS);
  }
}

let granted = false;

/** Listens for what is asked inside the frame. */
export function grant(frame: EventTarget, chat: Chat): void {
  if (granted) return;
  granted = true;
  const on = <K extends keyof WidgetEvents>(name: K, run: (detail: WidgetEvents[K]) => Promise<void>): void =>
    frame.addEventListener(`baton-${name}`, (event) => {
      // What was refused stands above the messages.
      run((event as CustomEvent<WidgetEvents[K]>).detail).catch(() => undefined);
    });
  on("end", () => end(chat));
  on("unqueue", () => unqueue(chat));
  on("rate", (rating) => rate(chat, rating));
  on("due", () => learnQuestions(chat));
  on("contact", ({ left, done }) =>
    leave(chat, left).then(
      () => done(true),
      () => done(false),
    ),
  );
}
