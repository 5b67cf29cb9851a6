/** Tells whoever subscribed that a model changed; several changes in one task are told once. */
export class Changes {
  private readonly listeners = new Set<() => void>();
  private due = false;

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => {
      this.due = false;
      for (const listener of this.listeners) listener();
    });
  }
}
