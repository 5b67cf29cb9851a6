/** How <baton-palette> looks. */
import { css } from "lit";

export const styles = css`
  dialog {
    width: min(600px, calc(100vw - 24px));
    max-height: min(520px, calc(100dvh - 80px));
    margin-block-start: min(12vh, 110px);
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--r-3);
    background: var(--surface);
    color: var(--text);
    box-shadow: var(--shadow-3);
    overflow: hidden;
  }
  dialog[open] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
  }
  dialog::backdrop {
    background: rgb(8 16 15 / 0.45);
  }
  .ask {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 4px 16px;
    border-bottom: 1px solid var(--line);
    color: var(--text-3);
  }
  input {
    flex: 1;
    min-width: 0;
    min-height: 48px;
    border: 0;
    background: none;
    color: var(--text);
    font-size: var(--text-md);
  }
  input:focus-visible {
    outline: none;
  }
  input::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
  ul {
    padding: 6px;
  }
  ul:empty {
    display: none;
  }
  .group {
    padding: 8px 10px 4px;
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: var(--weight-bold);
  }
  .entry {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 36px;
    padding: 4px 10px;
    border-radius: var(--r-1);
    font-size: var(--text-sm);
    cursor: pointer;
  }
  .entry .icon {
    color: var(--text-3);
  }
  .words {
    display: flex;
    gap: 6px;
  }
  /* The name first; the rest gives way. */
  .words .quiet {
    flex: 1;
    min-width: 0;
  }
  .entry:hover {
    background: var(--surface-2);
  }
  .entry[aria-selected="true"] {
    background: var(--accent-soft);
  }
  .entry[aria-selected="true"] .quiet {
    color: var(--text-2);
  }
  kbd {
    padding: 1px 7px;
    border: 1px solid var(--line);
    border-radius: var(--r-1);
    background: var(--surface);
    color: var(--text-2);
    font-family: var(--font);
    font-size: var(--text-xs);
  }
  .none {
    padding: 14px 16px;
    color: var(--text-3);
    font-size: var(--text-sm);
  }
  .none:empty {
    display: none;
  }
`;
