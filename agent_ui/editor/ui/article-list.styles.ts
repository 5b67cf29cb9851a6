/** How <baton-articles> looks. */
import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr);
    background: var(--surface);
  }
  .head {
    display: grid;
    gap: 8px;
    padding: 12px;
    border-bottom: 1px solid var(--line);
  }
  .row1 {
    display: flex;
    gap: 8px;
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
  .search .input {
    padding-inline: 32px;
  }
  .selects {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 6px;
  }
  .selects .input {
    border-color: var(--line);
    color: var(--text-2);
    font-size: var(--text-xs);
  }
  .sum {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-height: 38px;
    padding: 4px 16px;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .toggle {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    min-height: 26px;
    padding: 2px 9px;
    border: 1px solid var(--line);
    border-radius: var(--r-full);
    background: none;
    color: var(--text-2);
    font-weight: var(--weight-medium);
  }
  .toggle:hover {
    background: var(--surface-2);
  }
  .toggle[aria-pressed="true"] {
    border-color: transparent;
    background: var(--warn-soft);
    color: var(--warn);
  }
  ul.rows {
    padding: 0 6px 16px;
  }
  li.item {
    content-visibility: auto;
    contain-intrinsic-size: auto 66px;
  }
  .row {
    display: grid;
    gap: 5px;
    width: 100%;
    padding: 10px;
    border: 0;
    border-radius: var(--r-2);
    background: none;
    text-align: start;
  }
  .row:hover {
    background: var(--surface-2);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row[aria-current="true"] {
    background: var(--accent-soft);
  }
  .title {
    display: block;
    font-size: 0.875rem;
    font-weight: var(--weight-medium);
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  :host(:dir(ltr)) .title {
    text-align: left;
  }
  :host(:dir(rtl)) .title {
    text-align: right;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .facts time {
    margin-inline-start: auto;
  }
  .lack {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    color: var(--warn);
  }
  .row[aria-current="true"] .facts {
    color: var(--text-2);
  }
`;
