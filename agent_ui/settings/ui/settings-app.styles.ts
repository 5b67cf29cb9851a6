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
    justify-content: space-between;
    padding: 16px 12px;
    border-inline-end: 1px solid var(--line);
    background: var(--surface);
  }
  .section,
  .back {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    min-height: 38px;
    padding: 6px 12px;
    border: 0;
    border-radius: var(--r-2);
    background: none;
    color: var(--text-2);
    font-size: var(--text-sm);
    text-align: start;
    text-decoration: none;
  }
  .section:hover,
  .back:hover {
    background: var(--surface-2);
    color: var(--text);
  }
  .section[aria-current] {
    background: var(--accent-soft);
    color: var(--accent-text);
    font-weight: var(--weight-medium);
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
      border: 0;
      border-bottom: 1px solid var(--line);
    }
    .section,
    .back {
      width: auto;
    }
  }
`;
