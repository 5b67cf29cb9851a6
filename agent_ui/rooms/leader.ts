/** Of several tabs of one person, the one that makes sounds and holds the connection; the next takes over when it closes. */
export class Leader {
  leads = false;
  /** Once it is known whether this tab leads from the start. */
  readonly settled: Promise<void>;
  private readonly listeners: (() => void)[] = [];

  constructor(name: string) {
    // Without locks (an old browser) every tab speaks for itself.
    if (!("locks" in navigator)) {
      this.leads = true;
      this.settled = Promise.resolve();
      return;
    }
    this.settled = new Promise((known) => {
      void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
        this.leads = lock !== null;
        known();
        if (lock) return forever();
        void navigator.locks.request(name, () => {
          this.leads = true;
          for (const listener of this.listeners) listener();
          return forever();
        });
        return undefined;
      });
    });
  }

  /** Called when this tab takes over from another. */
  onLead(listener: () => void): void {
    this.listeners.push(listener);
  }
}

/** Held until the tab is gone. */
function forever(): Promise<never> {
  return new Promise<never>(() => undefined);
}
