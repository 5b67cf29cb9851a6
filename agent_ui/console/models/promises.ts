/** What customers were told would happen: all that this page has heard of, by conversation. */
export interface WirePromise {
  id: string;
  conversation_id: string;
  seq: number;
  text: string;
  author: "agent" | "bot";
  made_at: string;
  due_at: string;
  timed: boolean;
  state: "open" | "warned" | "broken" | "kept" | "dropped";
  late: boolean;
  keeper_id: string | null;
}

export type PromiseChange =
  | { to: "keep" | "drop" | "reopen"; id: string }
  | { to: "change"; id: string; due: string }
  | { to: "add"; text: string; due: string };

const ENDED = new Set<WirePromise["state"]>(["kept", "dropped"]);

export function isOpen(promise: WirePromise): boolean {
  return !ENDED.has(promise.state);
}

export class Ledger {
  private readonly known = new Map<string, WirePromise[]>();

  /** All promises of a conversation; returns those that nobody on this page had heard of. */
  told(conversation: string, promises: readonly WirePromise[]): WirePromise[] {
    const before = new Set(this.known.get(conversation)?.map(({ id }) => id));
    this.known.set(conversation, [...promises]);
    return promises.filter(({ id }) => !before.has(id));
  }

  /** After each connection: what is owed now; what was known of other conversations is not owed any more. */
  reset(promises: readonly WirePromise[]): void {
    this.known.clear();
    for (const promise of promises)
      this.known.set(promise.conversation_id, [...(this.known.get(promise.conversation_id) ?? []), promise]);
  }

  /** The open ones by their moment, then what has ended; not what was none. */
  of(conversation: string): WirePromise[] {
    const shown = (this.known.get(conversation) ?? []).filter(({ state }) => state !== "dropped");
    return shown.sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || byMoment(a, b));
  }

  /** What this agent owes customers, the most urgent first. */
  owed(me: string): WirePromise[] {
    const all = [...this.known.values()].flat();
    return all.filter((one) => isOpen(one) && one.keeper_id === me).sort(byMoment);
  }
}

function byMoment(a: WirePromise, b: WirePromise): number {
  return Date.parse(a.due_at) - Date.parse(b.due_at);
}
