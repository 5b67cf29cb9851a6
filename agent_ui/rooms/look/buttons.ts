/** Buttons of every kind. */
import { css } from "lit";

export const buttons = css`
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
`;
