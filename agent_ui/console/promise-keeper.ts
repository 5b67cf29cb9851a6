/** The ledger of promises on this page: heard from the desk, changed by the agent, told where it matters. */
import type { Changes } from "../rooms/changes.js";
import { unmarked } from "../shared/plain-text.js";
import type { Calls } from "./calls.js";
import { Ledger, type PromiseChange, type WirePromise } from "./models/promises.js";
import type { Voice } from "./voice.js";

const FRESH_MS = 60_000;

export class PromiseKeeper {
  readonly ledger = new Ledger();

  constructor(
    private readonly calls: Calls,
    private readonly voice: Voice,
    private readonly changes: Changes,
    private readonly me: () => string,
  ) {
    calls.on("promise.updated", ({ conversation_id: id, promises }) => this.heard(id, promises));
  }

  async refresh(): Promise<void> {
    this.ledger.reset((await this.calls.promises()).promises);
    this.changes.changed();
  }

  opened(id: string, promises: readonly WirePromise[]): void {
    this.ledger.told(id, promises);
  }

  async change(conversation: string, change: PromiseChange): Promise<void> {
    const { promises } = await this.calls.changePromise(conversation, change);
    const id = promises[0]?.conversation_id ?? conversation;
    this.ledger.told(id, promises);
    if (change.to === "keep" || change.to === "drop")
      this.voice.say(
        "info",
        change.to === "keep" ? "promise.kept" : "promise.dropped",
        {},
        {
          do: "promise",
          change: { to: "reopen", id: change.id },
        },
      );
    this.changes.changed();
  }

  /** What was understood is said at once to whoever promised it. */
  private heard(id: string, promises: readonly WirePromise[]): void {
    for (const one of this.ledger.told(id, promises))
      if (one.keeper_id === this.me() && Date.now() - Date.parse(one.made_at) < FRESH_MS)
        this.voice.say("info", "promise.noted", { text: unmarked(one.text), due: one.due_at });
    this.changes.changed();
  }
}
