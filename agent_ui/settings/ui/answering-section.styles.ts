/** How <baton-answering> looks. */
import { css } from "lit";

export const styles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    margin-bottom: 12px;
  }
  select.input.small {
    padding-inline-end: 32px;
  }
  .wrong {
    width: 100%;
    margin-top: 12px;
    border-collapse: collapse;
    table-layout: fixed;
    overflow-wrap: anywhere;
    hyphens: auto;
    font-size: var(--text-sm);
  }
  .wrong th,
  .wrong td {
    padding: 8px 12px 8px 0;
    border-top: 1px solid var(--line);
    text-align: start;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    vertical-align: top;
  }
  .wrong:dir(rtl) :is(th, td) {
    padding: 8px 0 8px 12px;
  }
  .wrong thead th {
    border: 0;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .wrong thead th:first-child {
    color: var(--text);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .wrong td {
    width: 30%;
    font-weight: var(--weight-medium);
  }
  small {
    display: block;
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: 400;
  }
  .note {
    display: grid;
    gap: 12px;
    margin-top: 12px;
    padding: 14px 16px;
    border-radius: var(--r-2);
    background: var(--surface-2);
  }
  .note p,
  .warn {
    display: flex;
    gap: 8px;
    font-size: var(--text-sm);
  }
  .note .icon,
  .warn .icon {
    margin-top: 3px;
  }
  .note .hint {
    margin-top: -8px;
    color: var(--text-2);
  }
  .warn {
    margin-top: 8px;
    color: var(--warn);
  }
  baton-curve {
    margin-top: 12px;
  }
  .examples {
    margin-top: 8px;
  }
  .examples li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
    padding: 10px 0;
    border-top: 1px solid var(--line);
  }
  .examples li:first-child {
    border: 0;
  }
  .examples li > div {
    flex: 1 1 260px;
    min-width: 0;
  }
  .query {
    overflow-wrap: anywhere;
    text-align: start;
  }
  .examples .quiet {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: var(--text-sm);
  }
  .change {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .arrow {
    color: var(--text-3);
    transform: scaleX(-1);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr));
    gap: 16px;
  }
  .pair p {
    margin-top: 8px;
    font-size: var(--text-sm);
  }
  dl,
  ol {
    margin-top: 8px;
    font-size: var(--text-sm);
  }
  dl div,
  ol li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 12px;
    padding: 6px 0;
    border-top: 1px solid var(--line);
  }
  dt {
    color: var(--text-2);
  }
  code {
    padding: 1px 6px;
    border-radius: 4px;
    background: var(--surface-2);
    font: 0.9em var(--font-mono);
    direction: ltr;
    unicode-bidi: isolate;
  }
  .asked {
    margin-bottom: 10px;
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 8px;
    margin-top: 16px;
  }
`;
