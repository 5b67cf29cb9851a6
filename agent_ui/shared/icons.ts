/** The icons of every page, drawn on a 24 px grid in the colour of the text around them. */
import { svg, html, type TemplateResult } from "lit";

const PATHS = {
  send: "M5 12h13M12 5l7 7-7 7",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
  bot: "M12 4v3M7 7h10a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3v-6a3 3 0 0 1 3-3ZM9 12v1.500M15 12v1.5",
  article:
    "M7 3.500h7l4 4V20a.5.5 0 0 1-.5.5h-10.500a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5ZM14 3.500V8h4M9.5 12.500h5M9.5 16h5",
  external: "M14 5h5v5M19 5l-8 8M17 14v4a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1h4",
  globe:
    "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.500c2.4 2.5 3.5 5.3 3.5 8.500s-1.1 6-3.5 8.500c-2.4-2.5-3.5-5.3-3.5-8.500s1.1-6 3.5-8.500Z",
  theme: "M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500Z",
  check: "M5 12.500l4.5 4.500L19 7.5",
  checks: "M2.5 12.500l4.5 4.500L16 7.500M11.5 16l1 1L21.5 7.5",
  clock: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.500V12l3 2",
  warning:
    "M12 9v4M12 16.500h.01M10.7 4.2 3 17.500a1.5 1.5 0 0 0 1.3 2.300h15.400a1.5 1.5 0 0 0 1.3-2.300L13.3 4.200a1.5 1.5 0 0 0-2.6 0Z",
  plus: "M12 5v14M5 12h14",
  end: "M4 12h11M11 8l4 4-4 4M15 4h4a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-4",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20 20l-4-4",
  star: "M12 4l2.5 5.1 5.5.8-4 3.9.9 5.600L12 16.800l-4.9 2.6.9-5.6-4-3.9 5.5-.800Z",
  thumb:
    "M7 11v9H4v-9ZM7 11l4-7.500c1.3 0 2.3 1 2.3 2.300V9.500h4.900a2 2 0 0 1 2 2.300l-1 6.500a2 2 0 0 1-2 1.700H7",
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: the word beside it, or the button's label, says what it means. */
export function icon(name: IconName, size = 20): TemplateResult {
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
    ${svg`<path d=${PATHS[name]} />`}
  </svg>`;
}
