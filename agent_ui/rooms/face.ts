/** How a person is drawn without a picture: initials on one of a few calm hues, always the same for one id. */
import { html, type TemplateResult } from "lit";
import { initials } from "../shared/timeline.js";
import { hueOf } from "./hue.js";
import { icon, type IconName } from "./icons.js";

/** Decoration: the name stands beside it. */
export function face(
  id: string,
  name: string | null,
  fallback: IconName = "user",
  small = false,
): TemplateResult {
  return html`<span class="face hue-${hueOf(id)} ${small ? "small" : ""}" aria-hidden="true"
    >${name ? initials(name) : icon(fallback, small ? 15 : 18)}</span
  >`;
}
