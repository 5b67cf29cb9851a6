/** How <baton-list> looks. */
import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr);
    background: var(--surface);
  }
  .views {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: auto;
    justify-content: space-between;
    padding: 0 8px;
    overflow-x: auto;
    overflow-y: hidden;
    scrollbar-width: none;
    border-bottom: 1px solid var(--line);
  }
  .view {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 5px;
    min-height: 44px;
    padding: 0 6px;
    border: 0;
    background: none;
    color: var(--text-2);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
    white-space: nowrap;
  }
  .view:hover {
    color: var(--text);
  }
  .view:focus-visible {
    outline-offset: -3px;
    border-radius: var(--r-2);
  }
  .view[aria-current="true"] {
    color: var(--accent-text);
  }
  .view[aria-current="true"]::after {
    content: "";
    position: absolute;
    inset-inline: 8px;
    inset-block-end: 0;
    height: 2px;
    border-radius: 2px;
    background: var(--accent);
  }
  .count {
    min-width: 18px;
    padding: 0 5px;
    border-radius: var(--r-full);
    background: var(--surface-2);
    color: var(--text-2);
    font-size: 0.6875rem;
    font-weight: var(--weight-bold);
    line-height: 18px;
    text-align: center;
  }
  .count.hot {
    background: var(--accent);
    color: var(--on-accent);
  }
  .nudge {
    display: flex;
    align-items: center;
    gap: 10px;
    margin: 8px 8px 2px;
    padding: 8px 8px 8px 12px;
    border-radius: var(--r-2);
    background: var(--warn-soft);
    color: var(--warn);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
    line-height: 1.45;
  }
  .nudge:dir(rtl) {
    padding: 8px 12px 8px 8px;
  }
  ul {
    padding: 6px;
  }
  li {
    content-visibility: auto;
    contain-intrinsic-size: auto 84px;
  }
  .row {
    position: relative;
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 12px;
    width: 100%;
    padding: 11px 12px;
    border: 0;
    border-radius: var(--r-2);
    background: none;
    text-align: start;
    transition: background var(--fast);
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
  .tickbox {
    display: grid;
    place-items: center;
    width: 22px;
    height: 22px;
    margin: 6px;
    border: 2px solid var(--line-strong);
    border-radius: var(--r-1);
  }
  .row[aria-pressed="true"] {
    background: var(--accent-soft);
  }
  .row[aria-pressed="true"] .tickbox {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .line {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
  }
  .name {
    flex: 1;
    min-width: 0;
    font-size: 0.875rem;
    font-weight: var(--weight-medium);
    line-height: 1.4;
  }
  .unread .name {
    font-weight: 700;
  }
  .when {
    color: var(--text-3);
    font-size: var(--text-xs);
    white-space: nowrap;
  }
  .when.soon {
    color: var(--warn);
    font-weight: var(--weight-bold);
  }
  .when.late {
    color: var(--bad);
    font-weight: var(--weight-bold);
  }
  .row[aria-current="true"] .when.calm,
  .row[aria-current="true"] .said {
    color: var(--text-2);
  }
  .said {
    color: var(--text-2);
    font-size: var(--text-sm);
    line-height: 1.45;
    unicode-bidi: plaintext;
    text-align: start;
  }
  :host(:dir(rtl)) .said {
    text-align: right;
  }
  :host(:dir(ltr)) .said {
    text-align: left;
  }
  .unread .said {
    color: var(--text);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 5px;
  }
  .chips > * {
    max-width: 100%;
  }
  .chips .clock {
    white-space: normal;
  }
  .chips:empty {
    display: none;
  }
  .row[aria-current="true"] .chip:not(.warn, .bad, .note) {
    background: color-mix(in srgb, var(--accent) 14%, var(--surface));
    color: var(--text);
  }
  .blob {
    align-self: center;
    min-width: 18px;
    padding: 0 5px;
    border-radius: var(--r-full);
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.6875rem;
    font-weight: 700;
    line-height: 18px;
    text-align: center;
  }
  .foot {
    display: grid;
    justify-items: center;
    padding: 4px 12px 16px;
  }
  .empty .icon {
    width: 32px;
    height: 32px;
    color: var(--text-3);
  }
`;
