/** How the page of <baton-reports> lies, on a screen and on paper. */
import { css } from "lit";
import { tables } from "./report-chart.styles.js";

export const styles = css`
  ${tables}
  main {
    min-width: 0;
    min-height: 0;
  }
  .page {
    max-width: 1280px;
    margin-inline: auto;
    padding: 20px clamp(12px, 3vw, 32px) 48px;
    display: grid;
    gap: 18px;
  }
  .head,
  .title {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  h1 {
    font-size: var(--text-xl);
    flex: 1;
  }
  .title h2 {
    flex: 1;
    font-size: var(--text-md);
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 10px 12px;
  }
  .filters select.input {
    padding-inline-end: 28px;
  }
  .presets {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .presets .btn {
    min-height: 34px;
  }
  .btn[aria-pressed="true"] {
    background: var(--accent-soft);
    border-color: var(--accent);
    color: var(--accent-text);
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 190px), 1fr));
    gap: 12px;
  }
  .card,
  .panel {
    min-width: 0;
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: var(--r-3);
    background: var(--surface);
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 4px;
    font-size: var(--text-xs);
  }
  .card h2 {
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
    color: var(--text-2);
  }
  .card small {
    color: var(--text-3);
    font-weight: 400;
  }
  .value {
    font-size: var(--text-xl);
    font-weight: var(--weight-bold);
  }
  .better {
    color: var(--good);
  }
  .worse {
    color: var(--bad);
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr));
    gap: 16px;
  }
  .panel {
    display: grid;
    align-content: start;
    gap: 10px;
  }
  .meaning {
    margin-top: auto;
    color: var(--text-2);
    font-size: var(--text-xs);
  }
  .meaning summary {
    display: flex;
    align-items: center;
    gap: 5px;
    min-height: 24px;
    color: var(--text-3);
    cursor: pointer;
  }
  @media print {
    .filters,
    .head .btn,
    .title .btn,
    .meaning summary {
      display: none;
    }
    .card,
    .panel {
      break-inside: avoid;
    }
  }
`;
