/** What comes after the first paint, each part when it is first needed; without a network it is asked for again. */
export type Part = "talk" | "files" | "closing" | "menu" | "waiting";

const RETRY_MS = 3000;

export class Parts {
  private readonly asked = new Set<string>();

  constructor(
    private readonly load: Record<Part, () => Promise<unknown>>,
    private readonly later: (run: () => void, ms: number) => void,
  ) {}

  need(part: Part): void {
    if (this.asked.has(part)) return;
    this.asked.add(part);
    this.insist(this.load[part]);
  }

  /** Do it until it works: what the customer wrote is not touched meanwhile. */
  insist(work: () => Promise<unknown>): void {
    work().catch(() => this.later(() => this.insist(work), RETRY_MS));
  }
}
