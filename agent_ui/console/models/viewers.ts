/** Who else looks at which conversation; a word that is not said again lapses. */
const LAPSES_MS = 45_000;

interface Viewer {
  id: string;
  name: string;
}

export class Viewers {
  private readonly seen = new Map<string, Map<string, { viewer: Viewer; until: number }>>();

  told(conversationId: string, viewer: Viewer, on: boolean, now: number): void {
    const here = this.seen.get(conversationId) ?? new Map<string, { viewer: Viewer; until: number }>();
    this.seen.set(conversationId, here);
    if (on) here.set(viewer.id, { viewer, until: now + LAPSES_MS });
    else here.delete(viewer.id);
  }

  of(conversationId: string, me: string, now: number): string[] {
    const here = [...(this.seen.get(conversationId)?.values() ?? [])];
    return here
      .filter(({ viewer, until }) => viewer.id !== me && until > now)
      .map(({ viewer }) => viewer.name);
  }

  clear(): void {
    this.seen.clear();
  }
}
