/** How <baton-ask> looks. */
import { css } from "lit";

export const styles = css`
  :host {
    background: var(--surface);
  }
  .scroll {
    height: 100%;
    padding: 14px 16px 24px;
  }
  h2 {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    font-size: var(--text-md);
    font-weight: var(--weight-bold);
  }
  h2 .grow {
    flex: 1;
  }
  .close {
    display: inline-flex;
  }
  @media (min-width: 1440px) {
    .close {
      display: none;
    }
  }
  .tell {
    color: var(--text-3);
    font-size: var(--text-xs);
    line-height: 1.5;
  }
  form {
    display: grid;
    gap: 8px;
    margin: 10px 0 16px;
  }
  form textarea {
    min-height: 60px;
    resize: none;
    field-sizing: content;
  }
  .foot {
    display: flex;
    gap: 8px;
  }
  .foot select {
    flex: 1;
  }
  .verdict {
    padding: 12px 14px;
    border-radius: var(--r-2);
  }
  .verdict h3 {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: var(--text-md);
    font-weight: var(--weight-bold);
  }
  .verdict p {
    margin-top: 2px;
    font-size: var(--text-sm);
    color: var(--text);
  }
  .good {
    background: var(--good-soft);
  }
  .good h3 {
    color: var(--good);
  }
  .warn {
    background: var(--warn-soft);
  }
  .warn h3 {
    color: var(--warn);
  }
  .bad {
    background: var(--bad-soft);
  }
  .bad h3 {
    color: var(--bad);
  }
  .chance {
    display: flex;
    align-items: center;
    gap: 10px;
    margin-top: 8px;
    font-size: var(--text-xs);
  }
  .chance strong {
    font-size: var(--text-sm);
  }
  svg.meter {
    flex: 1;
    min-width: 40px;
    height: 6px;
    border-radius: 3px;
    background: color-mix(in srgb, var(--text) 14%, transparent);
  }
  .good .meter rect {
    fill: var(--good);
  }
  .warn .meter rect {
    fill: var(--warn);
  }
  .bad .meter rect {
    fill: var(--bad);
  }
  .place {
    display: flex;
    gap: 8px;
    margin: 12px 0;
    font-size: var(--text-sm);
    line-height: 1.45;
  }
  .place .icon {
    margin-top: 1px;
    color: var(--text-3);
  }
  .place.first {
    color: var(--good);
    font-weight: var(--weight-medium);
  }
  .place.first .icon {
    color: inherit;
  }
  .add {
    margin-bottom: 12px;
  }
  li + li {
    margin-top: 8px;
  }
  .hit {
    padding: 11px 12px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
  }
  .hit.this {
    border-color: var(--accent);
    background: color-mix(in srgb, var(--accent-soft) 55%, var(--surface));
  }
  .hit header {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .rank {
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: var(--weight-bold);
  }
  .hit button {
    min-height: 24px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    font-size: var(--text-sm);
    font-weight: var(--weight-bold);
    line-height: 1.4;
    text-align: start;
  }
  .hit button:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .passage {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    margin: 3px 0 8px;
    color: var(--text-2);
    font-size: var(--text-xs);
    line-height: 1.55;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 3px 8px;
    color: var(--text-3);
    font-size: 0.6875rem;
  }
  dd {
    display: contents;
  }
  .hit .meter {
    height: 5px;
    width: 100%;
  }
  .hit .meter rect {
    fill: var(--line-strong);
  }
  .hit .meter.score rect {
    fill: var(--accent);
  }
  .busy {
    opacity: 0.55;
  }
`;
