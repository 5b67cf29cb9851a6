/** How <baton-console> looks. */
import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    height: 100dvh;
    background: var(--bg);
  }
  .strip {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 12px;
    padding: 6px 16px;
    background: var(--warn-soft);
    color: var(--warn);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .strip .btn {
    border-color: currentColor;
    background: transparent;
    color: inherit;
  }
  .panes {
    position: relative;
    display: grid;
    grid-template-columns: minmax(280px, 340px) minmax(0, 1fr);
    min-height: 0;
    border-top: 1px solid var(--line);
  }
  .panes > * {
    min-height: 0;
    min-width: 0;
  }
  .column {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    border-inline-end: 1px solid var(--line);
    background: var(--surface);
  }
  .column:has(baton-finder[active]) {
    grid-template-rows: minmax(0, 1fr);
  }
  .column > * {
    min-width: 0;
    min-height: 0;
  }
  baton-side {
    display: none;
    border-inline-start: 1px solid var(--line);
  }
  @media (min-width: 1200px) {
    .panes.open {
      grid-template-columns: minmax(300px, 340px) minmax(0, 1fr) minmax(300px, 340px);
    }
    .panes.open baton-side {
      display: block;
    }
  }
  @media (min-width: 1680px) {
    .panes.open {
      grid-template-columns: 380px minmax(0, 1fr) 380px;
    }
  }
  @media (max-width: 1199px) {
    .panes.details baton-side {
      display: block;
      position: absolute;
      z-index: 20;
      inset-block: 0;
      inset-inline-end: 0;
      width: min(380px, 100%);
      box-shadow: var(--shadow-3);
    }
  }
  @media (max-width: 719px) {
    .panes {
      grid-template-columns: minmax(0, 1fr);
    }
    .panes.open .column,
    .panes:not(.open) baton-thread {
      display: none;
    }
    .column {
      border: 0;
    }
  }
`;
