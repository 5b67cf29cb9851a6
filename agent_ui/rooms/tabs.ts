/** The tabs of one person on one page: which of them leads, and the connection that it carries for all. */
import { Leader } from "./leader.js";
import { Switchboard, type Carry } from "./switchboard.js";

export interface Tabs {
  leads: () => boolean;
  carry: Carry;
}

export function tabsOf(page: string): Tabs {
  const name = `baton.${page}`;
  const leader = new Leader(name);
  const switchboard = new Switchboard(new BroadcastChannel(name), leader);
  window.addEventListener("pagehide", () => switchboard.leave());
  return { leads: () => leader.leads, carry: switchboard.line };
}
