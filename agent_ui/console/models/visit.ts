/** Where the customer was while they wrote, and with what device: read from the messages. */
import type { Device, Message } from "../../shared/wire.js";

export interface Page {
  title: string;
  /** Empty where the site told the title alone. */
  url: string;
  seq: number;
  at: string;
}

const MOST_PAGES = 10;

/** The latest first; a page on which several messages were written in a row is one visit of it. */
export function pagesOf(messages: readonly Message[]): Page[] {
  const pages: Page[] = [];
  for (const { payload, seq, created_at } of messages) {
    const { url = "", title = "" } = payload?.visit ?? {};
    if (!url && !title) continue;
    const last = pages.at(-1);
    if (last && (url || last.url ? last.url === url : last.title === title)) pages.pop();
    pages.push({ title: title || url, url, seq, at: created_at });
  }
  return pages.slice(-MOST_PAGES).reverse();
}

/** The one that they wrote with last. */
export function deviceOf(messages: readonly Message[]): Device | null {
  return messages.findLast(({ payload }) => payload?.visit?.device)?.payload?.visit?.device ?? null;
}
