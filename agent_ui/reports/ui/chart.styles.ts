/** Colours that colour-blind readers tell apart (after Okabe and Ito), and how tables of figures look. */
import { css, unsafeCSS } from "lit";
import sheet from "uplot/dist/uPlot.min.css?inline";

export const tables = css`
  :host {
    display: block;
    min-width: 0;
  }
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
  .none {
    padding: 28px 0;
    color: var(--text-3);
    text-align: center;
    font-size: var(--text-sm);
  }
  details {
    font-size: var(--text-sm);
  }
  details.as-table summary {
    min-height: 24px;
    color: var(--accent-text);
    cursor: pointer;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .tip {
    position: absolute;
    z-index: 2;
    inset-block-start: 4px;
    max-width: 240px;
    padding: 8px 10px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--surface);
    box-shadow: 0 4px 16px var(--shade-deep);
    color: var(--text);
    font-size: var(--text-xs);
    pointer-events: none;
  }
  .tip b {
    display: block;
    margin-bottom: 2px;
  }
  @media print {
    .table {
      max-height: none;
      overflow: visible;
    }
    details.as-table,
    .tip {
      display: none;
    }
  }
`;

export const inks = css`
  .s0 {
    color: light-dark(#0072b2, #56b4e9);
  }
  .s1 {
    color: light-dark(#d55e00, #ff9a4d);
    --dash: 7 4;
  }
  .s2 {
    color: light-dark(#009e73, #3fd3a6);
    --dash: 2 3;
  }
  .s3 {
    color: light-dark(#b0568a, #e79cc4);
    --dash: 9 3 2 3;
  }
  .s4 {
    color: light-dark(#b98000, #f0c040);
  }
  .s5 {
    color: light-dark(#4a5957, #b3c0be);
    --dash: 7 4;
  }
  .s6 {
    color: light-dark(#3b3f9e, #a5a8ff);
    --dash: 2 3;
  }
  .s7 {
    color: light-dark(#7d4a1e, #cf9d72);
    --dash: 9 3 2 3;
  }
`;

export const styles = css`
  ${unsafeCSS(sheet)}
  ${tables}
  ${inks}
  :host {
    display: block;
    min-width: 0;
  }
  :host([printing]) {
    color-scheme: light;
  }
  .plot {
    position: relative;
    min-height: 240px;
    border-radius: var(--r-2);
  }
  .u-cursor-x {
    border-right-color: var(--line-strong);
  }
  .probe {
    position: absolute;
    visibility: hidden;
    background: var(--surface);
  }
  .probe.axis {
    color: var(--text-3);
    font-size: 12px;
  }
  .probe.grid {
    color: var(--line);
  }
  .probe.mark {
    color: var(--bad);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 18px;
    margin: 8px 0 10px;
    color: var(--text-2);
    font-size: var(--text-xs);
  }
  .key li,
  .tip li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .key svg,
  .tip svg {
    flex: none;
    width: 22px;
    height: 10px;
  }
  svg rect {
    fill: currentcolor;
  }
  svg path {
    stroke: currentcolor;
    stroke-width: 2;
    stroke-dasharray: var(--dash, none);
  }
  .key .mark {
    color: var(--bad);
    --dash: 2 4;
  }
  .key span,
  .tip span {
    color: var(--text-2);
  }
`;
