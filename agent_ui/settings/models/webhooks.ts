/** Webhooks as the page shows them: the list, the one that is written, a new secret, and the log of one. */

export const EVENTS = {
  conversation: [
    "conversation.opened",
    "conversation.handoff",
    "conversation.assigned",
    "conversation.handed_back",
    "conversation.resolved",
    "conversation.reopened",
    "conversation.merged",
    "conversation.unmerged",
    "conversation.owner_changed",
    "offer.made",
    "offer.ended",
    "ticket.created",
  ],
  message: ["message.created", "note.created"],
  time: ["promise.made", "promise.broken", "promise.kept", "sla.warned", "sla.breached"],
  opinion: ["conversation.rated", "answer.rated"],
} as const;

export type EventGroup = keyof typeof EVENTS;
export type HookEvent = (typeof EVENTS)[EventGroup][number];

/** Between agents alone: ticked by nobody but who wants it. */
export const PRIVATE: HookEvent = "note.created";
export const USUAL: readonly HookEvent[] = Object.values(EVENTS)
  .flat()
  .filter((event) => event !== PRIVATE);

export interface Webhook {
  id: string;
  url: string;
  name: string;
  events: HookEvent[];
  active: boolean;
  old_secret_until: string | null;
  failing_since: string | null;
  off_because: "failing" | "gone" | null;
  off_at: string | null;
  created_at: string;
  created_by: string;
}

export interface Delivery {
  number: number;
  id: string;
  event: HookEvent | "webhook.test";
  conversation_id: string | null;
  body: string;
  state: "waiting" | "delivered" | "dead";
  by_hand: boolean;
  tries: number;
  status: number | null;
  milliseconds: number | null;
  problem: string | null;
  created_at: string;
  due_at: string;
  ended_at: string | null;
}

export interface HookDraft {
  /** Null of one that is new. */
  id: string | null;
  url: string;
  name: string;
  events: HookEvent[];
  active: boolean;
}

export type HookProblem = "url" | "events";
export type Standing = "on" | "failing" | "off" | "off_failing" | "off_gone";
export interface Question {
  about: string;
  what: "drop" | "rotate";
}

/** As many as the desk tells at once. */
export const PAGE = 50;

export class WebhooksModel {
  webhooks: Webhook[] | null = null;
  draft: HookDraft | null = null;
  /** Saving was tried with something amiss. */
  tried = false;
  secret: { id: string; secret: string } | null = null;
  question: Question | null = null;
  /** Of this one the log is shown. */
  opened: string | null = null;
  log: Delivery[] | null = null;
  more = false;

  begin(webhook?: Webhook): void {
    this.tried = false;
    this.draft = webhook
      ? {
          id: webhook.id,
          url: webhook.url,
          name: webhook.name,
          events: [...webhook.events],
          active: webhook.active,
        }
      : { id: null, url: "", name: "", events: [...USUAL], active: true };
  }

  get changed(): boolean {
    const { draft } = this;
    if (!draft) return false;
    const known = this.webhooks?.find((one) => one.id === draft.id);
    if (!known) return draft.url !== "" || draft.name !== "";
    const same = (one: readonly string[], other: readonly string[]): boolean =>
      [...one].sort().join() === [...other].sort().join();
    return (
      known.url !== draft.url ||
      known.name !== draft.name ||
      known.active !== draft.active ||
      !same(known.events, draft.events)
    );
  }

  get problems(): ReadonlySet<HookProblem> {
    const found = new Set<HookProblem>();
    if (this.draft && !isAddress(this.draft.url)) found.add("url");
    if (this.draft?.events.length === 0) found.add("events");
    return found;
  }

  nameOf(id: string): string {
    const webhook = this.webhooks?.find((one) => one.id === id);
    return webhook ? titleOf(webhook) : "";
  }

  learntLog(page: readonly Delivery[], before: number | null): void {
    this.log = before === null ? [...page] : [...(this.log ?? []), ...page];
    this.more = page.length === PAGE;
  }

  /** Something in the log may still end: it is worth looking again. */
  get pending(): boolean {
    return this.log?.some((one) => one.state === "waiting" && one.tries === 0) ?? false;
  }

  forget(): void {
    Object.assign(this, new WebhooksModel());
  }
}

export function titleOf({ name, url }: Pick<Webhook, "name" | "url">): string {
  return name || hostOf(url);
}

export function standing(webhook: Webhook): Standing {
  if (webhook.active) return webhook.failing_since ? "failing" : "on";
  if (!webhook.off_because) return "off";
  return webhook.off_because === "gone" ? "off_gone" : "off_failing";
}

/** The body as people read it; what is no JSON as it is. */
export function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

export function isAddress(text: string): boolean {
  try {
    const url = new URL(text.trim());
    return /^https?:$/.test(url.protocol) && url.hostname !== "" && !url.username && !url.hash;
  } catch {
    return false;
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
