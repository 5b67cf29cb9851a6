/** The look that the desk has chosen came with the page; what the tag says, and the customer, is stronger. */
import type { Frame } from "./elements/frame.js";
import { accentTokens } from "./models/accent.js";
import type { Theme } from "./models/look.js";

const { documentElement: page } = document;

export function dress(frame: Frame, theme: Theme): void {
  frame.theme = theme;
  if (theme === "system") delete page.dataset.theme;
  else page.dataset.theme = theme;
}

export function firstDress(frame: Frame, tag: URLSearchParams, theme?: Theme): void {
  const { dataset, style } = page;
  dress(frame, theme ?? (dataset.theme as Theme | undefined) ?? "system");
  for (const [name, value] of [
    ...Object.entries(JSON.parse(dataset.look ?? "{}") as Record<string, string>),
    ...accentTokens(tag.get("accent") ?? dataset.accent ?? ""),
  ])
    style.setProperty(name, value);
  frame.site = tag.get("title") ?? dataset.title ?? "";
}
