/** How a person is drawn: initials on one of a few calm hues, always the same for one id; over them a picture. */
import { html, nothing, type TemplateResult } from "lit";
import { initials } from "../shared/timeline.js";
import { hueOf } from "./hue.js";
import { icon, type IconName } from "./icons.js";

/** Decoration: the name stands beside it. */
export function face(
  id: string,
  name: string | null,
  fallback: IconName = "user",
  small = false,
  picture?: string | null,
): TemplateResult {
  // The letters are drawn by the style: as text they would count as a part of the button's words.
  const letters = name ? initials(name) : "";
  return html`<span
    class="face hue-${hueOf(id)} ${small ? "small" : ""}"
    data-letters=${letters || nothing}
    aria-hidden="true"
    >${letters ? nothing : icon(fallback, small ? 15 : 18)}${picture ? html`<img src=${picture} alt="" />` : nothing}</span
  >`;
}
