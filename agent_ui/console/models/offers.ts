/** Conversations held out to this agent: whom to ask first, and for how long. */
import type { WireBrief } from "./brief.js";
import type { Chat } from "./chat.js";

export interface Offer {
  conversation: Chat;
  brief: WireBrief | null;
  /** RFC 3339. */
  expires_at: string;
}

export class Offers {
  private readonly held = new Map<string, Offer>();

  /** The one that runs out first stands in front. */
  get all(): readonly Offer[] {
    return [...this.held.values()].sort((a, b) => a.expires_at.localeCompare(b.expires_at));
  }

  /** After a reconnect the desk says what is held out now; the rest is over. */
  reset(offers: readonly Offer[]): void {
    this.held.clear();
    for (const offer of offers) this.made(offer);
  }

  /** Is exactly this held out? */
  are(ids: readonly string[]): boolean {
    return ids.length === this.held.size && ids.every((id) => this.held.has(id));
  }

  made(offer: Offer): void {
    this.held.set(offer.conversation.id, offer);
  }

  /** Whatever became of it. */
  over(id: string): boolean {
    return this.held.delete(id);
  }

  has(id: string): boolean {
    return this.held.has(id);
  }
}

/** Whole seconds left, and the share of `seconds` that they are. */
export function timeLeft(offer: Offer, now: number, seconds: number): { seconds: number; share: number } {
  const left = Math.max(0, (Date.parse(offer.expires_at) - now) / 1000);
  return { seconds: Math.ceil(left), share: Math.min(1, left / seconds) };
}
