/** How <baton-finder> looks. */
import { css } from "lit";

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--surface);
  }
  :host([active]) {
    height: 100%;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 10px 10px 6px;
  }
  .search {
    position: relative;
    flex: 1;
    min-width: 0;
  }
  .search .icon {
    position: absolute;
    inset-block-start: 9px;
    inset-inline-start: 10px;
    color: var(--text-3);
    pointer-events: none;
  }
  /* On both sides: what is written may run the other way than the page. */
  .search .input {
    padding-inline: 34px;
  }
  .bar .btn {
    position: relative;
  }
  .blob {
    position: absolute;
    inset-block-start: -2px;
    inset-inline-end: -2px;
    min-width: 16px;
    padding: 0 4px;
    border-radius: var(--r-full);
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.625rem;
    font-weight: 700;
    line-height: 16px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px;
    padding: 4px 12px 10px;
  }
  .fields .wide {
    grid-column: 1 / -1;
  }
  .field {
    color: var(--text-2);
    font-size: var(--text-xs);
    gap: 3px;
  }
  .kept {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    padding: 0 12px 8px;
  }
  .kept ul {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    min-width: 0;
  }
  .kept .chip {
    min-height: 26px;
    border: 0;
    cursor: pointer;
  }
  .kept .chip:hover {
    background: var(--surface-3);
    color: var(--text);
  }
  .name {
    display: flex;
    flex: 1;
    gap: 6px;
    min-width: 200px;
  }
  .scroll {
    flex: 1;
    min-height: 0;
    padding: 0 6px 12px;
    border-top: 1px solid var(--line);
  }
  .tell {
    padding: 10px 10px 4px;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .find {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 12px;
    width: 100%;
    padding: 10px;
    border: 0;
    border-radius: var(--r-2);
    background: none;
    text-align: start;
  }
  .find:hover {
    background: var(--surface-2);
  }
  .find:focus-visible {
    outline-offset: -2px;
  }
  .find[aria-current="true"] {
    background: var(--accent-soft);
  }
  .find[aria-current="true"] .when,
  .find[aria-current="true"] .said {
    color: var(--text-2);
  }
  .line {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .who {
    flex: 1;
    min-width: 0;
    font-size: 0.875rem;
    font-weight: var(--weight-medium);
  }
  .when {
    color: var(--text-3);
    font-size: var(--text-xs);
    white-space: nowrap;
  }
  .said {
    display: -webkit-box;
    overflow: hidden;
    color: var(--text-2);
    font-size: var(--text-sm);
    line-height: 1.45;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  mark {
    border-radius: 3px;
    background: var(--note-soft);
    color: var(--text);
    font-weight: var(--weight-bold);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 5px;
  }
  .find .chip.lined {
    color: var(--text-2);
  }
  .by {
    padding-inline-start: 1px;
  }
  .by .face {
    width: 18px;
    height: 18px;
    font-size: 8px;
  }
  .scroll > .btn {
    margin: 8px 10px;
  }
`;
