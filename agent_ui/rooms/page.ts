/** Puts a person's language and theme on the page itself. */
import { dirOf } from "../shared/i18n.js";
import type { Preferences } from "./settings.js";

export function dress(root: HTMLElement, { lang, theme }: Preferences): void {
  root.lang = lang;
  root.dir = dirOf(lang);
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}
