/** The colleagues as they were last told of, by news or in a list that was asked for. */
import type { Colleague } from "./chat.js";

export class Colleagues {
  private readonly byId = new Map<string, Colleague>();
  /** Which piece of news each was last named in. */
  private readonly named = new Map<string, number>();
  private heard = 0;

  /** How much news there was: what comes while a list is on its way is newer than the list. */
  get news(): number {
    return this.heard;
  }

  get all(): Colleague[] {
    return [...this.byId.values()];
  }

  get(id: string): Colleague | undefined {
    return this.byId.get(id);
  }

  told(agents: readonly Colleague[]): void {
    this.heard++;
    for (const agent of agents) {
      this.named.set(agent.id, this.heard);
      this.byId.set(agent.id, { ...this.byId.get(agent.id), ...agent });
    }
  }

  /** Everybody, as the desk answered who was asked at this `news`. */
  listed(agents: readonly Colleague[], news: number): void {
    for (const agent of agents) {
      const newer = (this.named.get(agent.id) ?? 0) > news;
      const known = this.byId.get(agent.id);
      this.byId.set(agent.id, newer ? { ...agent, ...known } : { ...known, ...agent });
    }
  }
}
