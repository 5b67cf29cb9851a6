/** Short messages to the agent that go by themselves, or stay until read when something failed. */
import type { Params } from "../../shared/i18n.js";
import type { Command } from "../commands.js";
import type { ConsoleKey } from "../words.js";

export interface Notice {
  id: number;
  tone: "good" | "bad" | "info";
  key: ConsoleKey;
  params: Params;
  /** What can be done about it at once. */
  action?: Command;
}

/** By the code of a refusal; what is not listed is shown with its code. */
const REFUSALS: Readonly<Record<string, ConsoleKey | undefined>> = {
  already_claimed: "error.already_claimed",
  capacity_full: "error.capacity_full",
  not_available: "error.not_available",
  illegal_transition: "error.illegal_transition",
  blocked: "error.blocked",
  suppressed: "error.suppressed",
  conflict: "error.conflict",
  forbidden: "error.forbidden",
  not_found: "error.not_found",
  too_large: "error.too_large",
  invalid: "error.invalid",
  rate_limited: "error.rate_limited",
  unavailable: "error.unavailable",
  offline: "error.offline",
  timeout: "error.timeout",
};

export function refusalKey(code: string): ConsoleKey {
  return REFUSALS[code] ?? "error.else";
}

export class Notices {
  private list: Notice[] = [];
  private next = 1;

  get all(): readonly Notice[] {
    return this.list;
  }

  add(tone: Notice["tone"], key: ConsoleKey, params: Params = {}, action?: Command): number {
    // Saying the same twice at once helps nobody.
    this.list = this.list.filter((notice) => notice.key !== key);
    const id = this.next++;
    this.list = [...this.list.slice(-2), { id, tone, key, params, ...(action && { action }) }];
    return id;
  }

  remove(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}
