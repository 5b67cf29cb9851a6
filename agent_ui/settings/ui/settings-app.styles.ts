/** How the panes of <baton-settings> lie. */
import { css } from "lit";

export const styles = css`
  .panes {
    display: grid;
    grid-template-columns: 240px minmax(0, 1fr);
    min-height: 0;
  }
  nav {
    display: flex;
    flex-direction: column;
    gap: 14px;
    min-height: 0;
    padding: 16px 12px;
    border-inline-end: 1px solid var(--line);
    background: var(--surface);
  }
  .group h2 {
    padding: 0 12px 4px;
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
  }
  .chooser {
    display: none;
  }
  .section {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    min-height: 36px;
    padding: 6px 12px;
    border: 0;
    border-radius: var(--r-2);
    background: none;
    color: var(--text-2);
    font-size: var(--text-sm);
    text-align: start;
  }
  .section:hover {
    background: var(--surface-2);
    color: var(--text);
  }
  .section[aria-current] {
    background: var(--accent-soft);
    color: var(--accent-text);
    font-weight: var(--weight-medium);
  }
  .unsaved {
    flex: none;
    width: 8px;
    height: 8px;
    margin-inline-start: auto;
    border-radius: 50%;
    background: var(--warn);
  }
  main {
    min-width: 0;
    min-height: 0;
  }
  @media (max-width: 819px) {
    .panes {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    }
    nav {
      flex-direction: row;
      gap: 8px;
      padding: 8px 12px;
      overflow: visible;
      border: 0;
      border-bottom: 1px solid var(--line);
    }
    .group {
      display: none;
    }
    .chooser {
      display: block;
      flex: 1;
      min-width: 0;
    }
  }
`;
