/** What the elements of the widget share: a plain ground for buttons and focus, and what fills the room there is. */
import { css } from "lit";

export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
    min-width: 0;
  }
  [hidden] {
    display: none !important;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    margin: 0;
    cursor: pointer;
    text-align: inherit;
    -webkit-tap-highlight-color: transparent;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .icon {
    display: block;
    flex: none;
  }
  .round {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: var(--r-full);
    color: var(--text-2);
    transition: background var(--fast);
  }
  .round:hover {
    background: var(--surface-2);
    color: var(--text);
  }
  .solid {
    padding: 9px 18px;
    border-radius: var(--r-full);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: var(--weight-bold);
    text-align: center;
    transition: background var(--fast);
  }
  .solid:hover {
    background: var(--accent-hover);
  }
  .outline {
    padding: 7px 14px;
    border: 1px solid var(--line);
    border-radius: var(--r-full);
    background: var(--surface);
    font-weight: var(--weight-medium);
    transition:
      background var(--fast),
      border-color var(--fast);
  }
  .outline:hover {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  .link {
    color: var(--accent-text);
    font-weight: var(--weight-medium);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** An element in the chat's place, which scrolls by itself. */
export const filling = css`
  :host {
    flex: 1;
    min-block-size: 0;
  }
  .scroll {
    block-size: 100%;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: var(--s-4);
    scrollbar-width: thin;
  }
  .scroll:focus-visible {
    outline-offset: -3px;
  }
`;
