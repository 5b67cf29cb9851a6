/** How <baton-webhooks> looks. */
import { css } from "lit";

export const styles = css`
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 10px;
  }
  .address,
  .secret code,
  .id {
    font-family: var(--mono, ui-monospace, monospace);
    font-size: var(--text-sm);
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }
  .address {
    margin-top: 2px;
    color: var(--text-2);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 12px;
  }
  .why {
    display: flex;
    gap: 8px;
    margin-top: 10px;
    color: var(--text-2);
    font-size: var(--text-sm);
  }
  .why .icon {
    flex: none;
    margin-top: 2px;
    color: var(--warn);
  }
  .secret {
    border-color: var(--accent);
  }
  .secret .row {
    margin-top: 10px;
  }
  .secret code {
    flex: 1 1 260px;
    padding: 8px 12px;
    border-radius: var(--r-2);
    background: var(--surface-2);
    user-select: all;
  }
  .fields {
    display: grid;
    gap: 16px;
    margin-top: 14px;
  }
  .kinds {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(270px, 100%), 1fr));
    gap: 18px 24px;
    margin-top: 10px;
  }
  .kinds h4 {
    margin-bottom: 6px;
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
  }
  .kinds li {
    margin-bottom: 4px;
  }
  .kinds .tick {
    align-items: start;
  }
  .kinds code {
    display: block;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .log {
    margin-top: 16px;
    padding-top: 14px;
    border-top: 1px solid var(--line);
  }
  .log .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  .log h3 {
    font-size: var(--text-sm);
    font-weight: var(--weight-bold);
  }
  .log li {
    border-top: 1px solid var(--line);
  }
  .log li:first-child {
    border-top: 0;
  }
  summary {
    display: grid;
    grid-template-columns: 92px minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px 12px;
    min-height: 40px;
    padding: 6px 0;
    font-size: var(--text-sm);
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary .chip {
    justify-self: start;
  }
  summary .when {
    color: var(--text-3);
    font-size: var(--text-xs);
    text-align: end;
  }
  summary .how {
    grid-column: 2 / -1;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .inside {
    display: grid;
    gap: 10px;
    padding: 4px 0 16px;
    font-size: var(--text-sm);
  }
  .inside .chip {
    justify-self: start;
  }
  .problem {
    color: var(--bad);
    overflow-wrap: anywhere;
  }
  pre {
    max-height: 320px;
    margin: 0;
    padding: 12px;
    overflow: auto;
    border-radius: var(--r-2);
    background: var(--surface-2);
    font-size: var(--text-xs);
    line-height: 1.5;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  @media (max-width: 480px) {
    summary {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    summary .event {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    summary .how {
      grid-column: 1 / -1;
    }
  }
`;
