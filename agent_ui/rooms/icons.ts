/** Line icons on a 24-pixel grid; always beside words or inside a named button, so hidden from readers. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

const DRAWINGS = {
  alert: svg`<path d="M12 4 2.8 19.5h18.4L12 4Z"/><path d="M12 10v4.5"/><path d="M12 17.2v.1"/>`,
  archive: svg`<path d="M4 8h16v11.5H4z"/><path d="M3 4h18v4H3z"/><path d="M10 12.5h4"/>`,
  arrow: svg`<path d="M12 19V5"/><path d="m5.5 11.5 6.5-6.5 6.5 6.5"/>`,
  back: svg`<path d="m15 5-7 7 7 7"/>`,
  bell: svg`<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15z"/><path d="M10 20.5h4"/>`,
  bolt: svg`<path d="M13 3 5.5 13.5H12L11 21l7.5-10.5H12z"/>`,
  book: svg`<path d="M5 18.5V5.5A2.5 2.5 0 0 1 7.5 3H19v13.5H7.5A2.5 2.5 0 0 0 5 19a2 2 0 0 0 2 2h12"/>`,
  bot: svg`<rect x="4" y="8.5" width="16" height="11" rx="3.5"/><path d="M12 8.5V4.5"/><path d="M9 13v1.5M15 13v1.5"/>`,
  chart: svg`<path d="M4 4v16h16"/><path d="M8.5 16v-4M13 16V8M17.5 16v-6"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  chevron: svg`<path d="m6 9.5 6 6 6-6"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  dial: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  dots: svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3"/>`,
  eye: svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="2.75"/>`,
  flag: svg`<path d="M6 21V4h12l-2.5 4L18 12H6"/>`,
  globe: svg`<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.5 2.5 3.5 5.5 3.5 8.5s-1 6-3.5 8.5c-2.5-2.5-3.5-5.5-3.5-8.5s1-6 3.5-8.5Z"/>`,
  hand: svg`<path d="M7 12.5V6.5a1.5 1.5 0 0 1 3 0V11m0 0V4.5a1.5 1.5 0 0 1 3 0V11m0-5a1.5 1.5 0 0 1 3 0v6m0-3a1.5 1.5 0 0 1 3 0v5c0 4-2.5 7-6.5 7-3 0-4.5-1.5-6-4l-2.5-4c-.7-1.2 1-2.4 2-1.3l1.5 1.8"/>`,
  info: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.1"/>`,
  inbox: svg`<path d="M3.5 13.5 6.5 5h11l3 8.5v5.5h-17z"/><path d="M3.5 13.5H9c0 1.7 1.3 3 3 3s3-1.3 3-3h5.5"/>`,
  keyboard: svg`<rect x="2.5" y="6" width="19" height="12" rx="2.5"/><path d="M6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14h8"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 6 .4l3-3A4 4 0 0 0 13.4 5.8L12 7.2"/><path d="M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.6 5.6L12 16.8"/>`,
  list: svg`<path d="M9.5 6.5H20M9.5 12H20M9.5 17.5H20"/><path d="M4.8 6.5h.01M4.8 12h.01M4.8 17.5h.01" stroke-width="3"/>`,
  lock: svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`,
  logout: svg`<path d="M14 4H5v16h9"/><path d="M10 12h10.5m-4-4 4 4-4 4"/>`,
  mail: svg`<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7.5 8 5.5 8-5.5"/>`,
  merge: svg`<path d="M6 4v3.5c0 3 6 4 6 7.5v5"/><path d="M18 4v3.5c0 3-6 4-6 7.5"/><path d="m8.5 17 3.5 3.5 3.5-3.5"/>`,
  moon: svg`<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z"/>`,
  note: svg`<path d="M4.5 4.5h15v10l-5 5h-10z"/><path d="M14.5 19.5v-5h5"/>`,
  panel: svg`<rect x="3.5" y="5" width="17" height="14" rx="2.5"/><path d="M14.5 5v14"/>`,
  pen: svg`<path d="M4 20l1-4.5L16 4.5l3.5 3.5-11 11z"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  pulse: svg`<path d="M3 12.5h4l2.5-7 4.5 13 2.5-6H21"/>`,
  quote: svg`<path d="M5 7h6v6c0 2.5-1.5 4-4 4.5M13.5 7h6v6c0 2.5-1.5 4-4 4.5"/>`,
  release: svg`<path d="M9 6 4 11l5 5"/><path d="M4 11h10a6 6 0 0 1 6 6v2"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`,
  spark: svg`<path d="M12 3.5 13.8 9l5.7 1.8-5.7 1.8L12 18.2l-1.8-5.6-5.7-1.8L10.2 9z"/><path d="M19 17v4M17 19h4"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/>`,
  transfer: svg`<path d="M4 8h15m-4-4 4 4-4 4"/><path d="M20 16.5H5m4-4-4 4 4 4"/>`,
  trash: svg`<path d="M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13h9l1-13"/>`,
  user: svg`<circle cx="12" cy="8" r="3.75"/><path d="M4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>`,
  webhook: svg`<circle cx="12" cy="6.5" r="3"/><circle cx="5.5" cy="17" r="3"/><circle cx="18.5" cy="17" r="3"/><path d="M10.5 9.1 7 14.4M13.5 9.1l3.5 5.3M8.5 17h7"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof DRAWINGS;

export function icon(name: IconName, size = 18): TemplateResult {
  return html`<svg
    class="icon icon-${name}"
    viewBox="0 0 24 24"
    width=${size}
    height=${size}
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${DRAWINGS[name]}
  </svg>`;
}

/** The mark: a baton passed from one hand to the next. */
export function mark(size = 24): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 24 24" width=${size} height=${size} aria-hidden="true">
    <rect class="mark-ground" width="24" height="24" rx="7" />
    <path class="mark-baton" d="M7.5 16.5 16.5 7.5" stroke-width="4" stroke-linecap="round" fill="none" />
    <path class="mark-band" d="m11.2 12.8 1.6-1.6" stroke-width="4" fill="none" />
  </svg>`;
}
