/** Of several tabs of one person, the one that makes sounds and notices; the next takes over when it closes. */
export class Leader {
  leads = false;

  constructor(name: string) {
    // Without locks (an old browser) every tab speaks for itself.
    if (!("locks" in navigator)) {
      this.leads = true;
      return;
    }
    void navigator.locks.request(name, () => {
      this.leads = true;
      return new Promise<never>(() => {
        // Held until the tab is gone.
      });
    });
  }
}
