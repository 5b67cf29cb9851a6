/** What every element stands on: resets, focus, the mark, and what only readers and keyboards meet. */
import { css } from "lit";

export const ground = css`
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
  .mark-ground {
    fill: var(--accent);
  }
  .mark-baton {
    stroke: var(--on-accent);
  }
  .mark-band {
    stroke: var(--accent);
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
  .skip {
    position: absolute;
    z-index: 60;
    inset-block-start: 8px;
    inset-inline-start: 8px;
  }
  .skip:not(:focus) {
    opacity: 0;
    pointer-events: none;
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
  /* Digits beside it do not run into it. */
  time {
    unicode-bidi: isolate;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .scroll {
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: color-mix(in srgb, var(--line-strong) 55%, transparent) transparent;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
