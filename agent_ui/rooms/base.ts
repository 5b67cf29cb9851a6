/** The parts every room's elements are dressed from: buttons, fields, chips, faces. */
import { css } from "lit";

export const base = css`
  :host {
    display: block;
    color: var(--text);
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  .icon {
    flex: none;
    display: block;
  }
  :host(:dir(rtl)) .icon-back,
  :host(:dir(rtl)) .icon-logout,
  :host(:dir(rtl)) .icon-release,
  :host(:dir(rtl)) .icon-panel {
    transform: scaleX(-1);
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button {
    cursor: pointer;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .quiet {
    color: var(--text-3);
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .clip {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }

  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 34px;
    padding: 5px 13px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--surface);
    color: var(--text);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
    line-height: 1.3;
    white-space: nowrap;
    text-decoration: none;
    transition:
      background var(--fast),
      border-color var(--fast),
      color var(--fast);
  }
  .btn:hover {
    background: var(--surface-2);
    border-color: color-mix(in srgb, var(--line) 60%, var(--line-strong));
  }
  .btn:active {
    background: var(--surface-3);
  }
  .btn[disabled],
  .btn[aria-disabled="true"] {
    opacity: 0.5;
    cursor: default;
    pointer-events: none;
  }
  .btn.main {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .btn.main:hover {
    background: var(--accent-hover);
    border-color: var(--accent-hover);
  }
  .btn.bad {
    color: var(--bad);
  }
  .btn.main.bad {
    background: var(--bad);
    border-color: var(--bad);
    color: var(--surface);
  }
  .btn.bare {
    border-color: transparent;
    background: transparent;
    color: var(--text-2);
  }
  .btn.bare:hover {
    background: var(--surface-2);
    color: var(--text);
  }
  .btn.square {
    width: 34px;
    padding: 0;
  }
  .btn.small {
    min-height: 28px;
    padding: 2px 10px;
    font-size: var(--text-xs);
  }
  .btn.small.square {
    width: 28px;
    padding: 0;
  }

  .field {
    display: grid;
    gap: 6px;
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .field .hint {
    font-weight: 400;
    font-size: var(--text-xs);
    color: var(--text-3);
  }
  .input {
    width: 100%;
    min-height: 38px;
    padding: 7px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-2);
    background: var(--surface);
    font-size: var(--text-md);
    font-weight: 400;
    line-height: 1.4;
    transition: border-color var(--fast);
  }
  .input::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
  .input:focus-visible {
    outline-offset: 0;
    border-color: var(--focus);
    outline-width: 1.5px;
  }
  .input[aria-invalid="true"] {
    border-color: var(--bad);
  }
  input::-webkit-search-cancel-button {
    display: none;
  }
  select.input {
    appearance: none;
    padding-inline-end: 28px;
    background-image: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%237a8785' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='m6 9.5 6 6 6-6'/%3E%3C/svg%3E");
    background-position: right 8px center;
    background-size: 15px;
    background-repeat: no-repeat;
    text-overflow: ellipsis;
  }
  select.input:dir(rtl) {
    background-position: left 8px center;
  }
  .input.small {
    min-height: 34px;
    padding: 5px 10px;
    font-size: var(--text-sm);
  }
  .tick {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 24px;
    font-size: var(--text-sm);
  }
  .tick input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: 100%;
    min-height: 20px;
    padding: 1px 8px;
    border-radius: var(--r-full);
    background: var(--surface-2);
    color: var(--text-2);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
    line-height: 1.4;
    white-space: nowrap;
  }
  .chip.accent {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .chip.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .chip.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .chip.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .chip.note {
    background: var(--note-soft);
    color: var(--note);
  }
  .chip.lined {
    background: transparent;
    box-shadow: inset 0 0 0 1px var(--line);
  }

  .face {
    flex: none;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    font-size: var(--text-sm);
    font-weight: var(--weight-bold);
    line-height: 1;
    user-select: none;
    --ink: light-dark(hsl(var(--hue) 45% 26%), hsl(var(--hue) 55% 82%));
    color: var(--ink);
    background: light-dark(hsl(var(--hue) 42% 89%), hsl(var(--hue) 26% 24%));
  }
  .face[data-letters]::before {
    content: attr(data-letters);
  }
  .face.small {
    width: 28px;
    height: 28px;
    font-size: var(--text-xs);
  }
  .hue-0 {
    --hue: 172;
  }
  .hue-1 {
    --hue: 214;
  }
  .hue-2 {
    --hue: 262;
  }
  .hue-3 {
    --hue: 330;
  }
  .hue-4 {
    --hue: 28;
  }
  .hue-5 {
    --hue: 92;
  }

  .dot {
    flex: none;
    display: inline-block;
    width: 9px;
    height: 9px;
    border-radius: 50%;
    background: var(--line-strong);
  }
  .dot.online {
    background: var(--good);
  }
  .dot.away {
    background: none;
    box-shadow: inset 0 0 0 3px var(--warn);
  }
  .dot.offline {
    background: none;
    box-shadow: inset 0 0 0 2px var(--line-strong);
  }

  .empty {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 40px 24px;
    color: var(--text-3);
    font-size: var(--text-sm);
    text-align: center;
  }
  .empty h2 {
    color: var(--text);
    font-size: var(--text-md);
    font-weight: var(--weight-bold);
  }
  .scroll {
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: color-mix(in srgb, var(--line-strong) 55%, transparent) transparent;
  }
  @media (forced-colors: active) {
    .chip,
    .face {
      border: 1px solid;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
