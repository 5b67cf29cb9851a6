/** Colours that colour-blind readers tell apart (after Okabe and Ito), and a dash for each line. */
import { css } from "lit";

export const tables = css`
  .table {
    max-height: 320px;
    overflow: auto;
    margin-top: 8px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--text-sm);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 5px 10px;
    border-bottom: 1px solid var(--line);
    text-align: start;
    font-weight: 400;
  }
  thead th {
    color: var(--text-2);
    font-weight: var(--weight-medium);
  }
`;

export const styles = css`
  ${tables}
  .chart {
    display: block;
    width: 100%;
    height: auto;
    direction: ltr;
    overflow: visible;
  }
  text {
    fill: var(--text-3);
    font-size: 11px;
  }
  @media (max-width: 600px) {
    text {
      font-size: 16px;
    }
  }
  .grid {
    stroke: var(--line);
  }
  .s0 {
    --ink: light-dark(#0072b2, #56b4e9);
  }
  .s1 {
    --ink: light-dark(#d55e00, #ff9a4d);
    --dash: 7 4;
  }
  .s2 {
    --ink: light-dark(#009e73, #3fd3a6);
    --dash: 2 3;
  }
  .s3 {
    --ink: light-dark(#b0568a, #e79cc4);
    --dash: 9 3 2 3;
  }
  .s4 {
    --ink: light-dark(#b98000, #f0c040);
  }
  .s5 {
    --ink: light-dark(#4a5957, #b3c0be);
  }
  .s6 {
    --ink: light-dark(#3b3f9e, #a5a8ff);
  }
  .s7 {
    --ink: light-dark(#7d4a1e, #cf9d72);
  }
  rect {
    fill: var(--ink);
    stroke: var(--surface);
    stroke-width: 0.5;
  }
  path {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    stroke-linejoin: round;
    stroke-dasharray: var(--dash, none);
  }
  circle {
    fill: var(--ink);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 18px;
    margin-top: 8px;
    color: var(--text-2);
    font-size: var(--text-xs);
  }
  .key li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .key svg {
    width: 22px;
    height: 10px;
  }
  details {
    margin-top: 10px;
    font-size: var(--text-sm);
  }
  summary {
    min-height: 24px;
    color: var(--accent-text);
    cursor: pointer;
  }
  .none {
    padding: 28px 0;
    color: var(--text-3);
    text-align: center;
    font-size: var(--text-sm);
  }
`;
