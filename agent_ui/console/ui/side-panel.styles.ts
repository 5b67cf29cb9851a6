/** How <baton-side> looks. */
import { css } from "lit";

export const styles = css`
  .past button {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 10px;
    width: 100%;
    padding: 6px 8px;
    border: 0;
    border-radius: var(--r-1);
    background: none;
    font-size: var(--text-sm);
    text-align: start;
  }
  .past button:hover {
    background: var(--surface-2);
  }
  .past .num,
  .past .quiet {
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .past .num {
    grid-row: span 2;
    padding-top: 2px;
  }
  :host {
    background: var(--surface);
  }
  .scroll {
    height: 100%;
    padding-bottom: 24px;
  }
  section {
    padding: 16px;
  }
  section + section {
    border-top: 1px solid var(--line);
  }
  h2 {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 28px;
    margin-bottom: 8px;
    font-size: var(--text-sm);
    font-weight: var(--weight-bold);
  }
  .close {
    display: none;
  }
  .who {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-bottom: 14px;
  }
  .who strong {
    display: block;
    font-weight: var(--weight-bold);
    font-size: var(--text-md);
    line-height: 1.3;
  }
  .who span.quiet {
    font-size: var(--text-xs);
  }
  dl {
    display: grid;
    grid-template-columns: minmax(76px, auto) minmax(0, 1fr);
    gap: 6px 14px;
    font-size: var(--text-sm);
    line-height: 1.45;
  }
  dt {
    color: var(--text-3);
  }
  dd {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  dd button {
    min-height: 24px;
    margin: -2px -4px;
    padding: 2px 4px;
    border: 0;
    border-radius: 4px;
    background: none;
    font-weight: var(--weight-medium);
    text-align: start;
    text-decoration: underline dotted var(--line-strong);
    text-underline-offset: 4px;
  }
  dd button:hover {
    background: var(--accent-soft);
  }
  .search {
    position: relative;
    margin-bottom: 10px;
  }
  .search .icon {
    position: absolute;
    inset-block-start: 11px;
    inset-inline-start: 11px;
    color: var(--text-3);
    pointer-events: none;
  }
  .search .input {
    padding-inline: 34px;
  }
  .tell {
    color: var(--text-3);
    font-size: var(--text-xs);
    line-height: 1.5;
  }
  .hit {
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
  }
  li + li .hit {
    margin-top: 8px;
  }
  .hit h3 {
    font-size: var(--text-sm);
    font-weight: var(--weight-bold);
    line-height: 1.4;
  }
  .hit p {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    margin-top: 2px;
    color: var(--text-2);
    font-size: var(--text-sm);
    line-height: 1.5;
  }
  .hit .foot {
    display: flex;
    align-items: center;
    gap: 4px;
    margin-top: 8px;
  }
  @media (max-width: 1199px) {
    .close {
      display: inline-flex;
    }
  }
  .files {
    display: grid;
    gap: 8px;
    padding: 0;
    list-style: none;
  }
  .files li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  .files baton-file {
    min-width: 0;
  }
  .files .image {
    max-width: 120px;
  }
  .files button {
    flex: none;
    min-width: 24px;
    min-height: 24px;
    padding: 0 4px;
    border: 0;
    background: none;
    color: var(--text-2);
    font-size: var(--text-xs);
  }
`;
