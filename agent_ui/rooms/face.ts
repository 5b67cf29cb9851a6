/** How a person is drawn without a picture: initials on one of a few calm hues, always the same for one id. */
import { html, type TemplateResult } from "lit";
import { initials } from "../shared/timeline.js";
import { icon, type IconName } from "./icons.js";

const HUES = 6;

export function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 997;
  return sum % HUES;
}

/** Decoration: the name stands beside it. */
export function face(id: string, name: string | null, fallback: IconName = "user", small = false): TemplateResult {
  return html`<span class="face hue-${hueOf(id)} ${small ? "small" : ""}" aria-hidden="true"
    >${name ? initials(name) : icon(fallback, small ? 15 : 18)}</span
  >`;
}
