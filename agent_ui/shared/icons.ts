/**
 * The icons of every page, drawn on a 24 px grid in the colour of the text around them. Each is a constant of
 * its own, so that a page pays for the ones that it shows.
 */
import { html, type TemplateResult } from "lit";

export const SEND = "M5 12h13M12 5l7 7-7 7";
export const CLOSE = "M6 6l12 12M18 6L6 18";
export const DOWN = "M6 9l6 6 6-6";
export const MORE =
  "M5 11.5a.5.5 0 1 0 0 1 .5.5 0 1 0 0-1ZM12 11.5a.5.5 0 1 0 0 1 .5.5 0 1 0 0-1ZM19 11.5a.5.5 0 1 0 0 1 .5.5 0 1 0 0-1Z";
export const HOME = "M4 11l8-7 8 7v8.5a.5.5 0 0 1-.5.5h-15a.5.5 0 0 1-.5-.5ZM10 20v-5h4v5";
export const BACK = "M19 12H5M11 6l-6 6 6 6";
export const SEARCH = "M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM16 16l4 4";
export const PERSON = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5";
export const BOT =
  "M12 4v3M7 7h10a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3v-6a3 3 0 0 1 3-3ZM9 12v1.5M15 12v1.5";
export const ARTICLE =
  "M7 3.5h7l4 4V20a.5.5 0 0 1-.5.5h-10.5a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5ZM14 3.5V8h4M9.5 12.5h5M9.5 16h5";
export const EXTERNAL = "M14 5h5v5M19 5l-8 8M17 14v4a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1h4";
export const CHECK = "M5 12.5l4.5 4.5L19 7.5";
export const CLOCK = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2";
export const WARNING =
  "M12 9v4M12 16.5h.01M10.7 4.2 3 17.5a1.5 1.5 0 0 0 1.3 2.3h15.4a1.5 1.5 0 0 0 1.3-2.3L13.3 4.2a1.5 1.5 0 0 0-2.6 0Z";
export const PLUS = "M12 5v14M5 12h14";
export const END = "M4 12h11M11 8l4 4-4 4M15 4h4a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-4";

/** Decoration only: the word beside it, or the button's label, says what it means. */
export function icon(path: string, size = 20): TemplateResult {
  return html`<svg
    class="icon"
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d=${path} />
  </svg>`;
}
