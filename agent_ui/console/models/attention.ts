/** Who came into the queue since the last look: what the title counts and the announcement says. */
export class Attention {
  private known: ReadonlySet<string> | null = null;

  /** The newcomers; the first look only learns who was there already. */
  look(waiting: readonly string[]): string[] {
    const before = this.known;
    this.known = new Set(waiting);
    return before ? waiting.filter((id) => !before.has(id)) : [];
  }

  forget(): void {
    this.known = null;
  }
}

/** The tab's title: the number of people waiting or unread, then the room. */
export function titled(room: string, needing: number): string {
  return needing > 0 ? `(${needing}) ${room}` : room;
}
