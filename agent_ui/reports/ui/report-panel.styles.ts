/** How a panel lies. */
import { css } from "lit";
import { meanings } from "./meaning.styles.js";

export const styles = css`
  ${meanings}
  :host {
    display: grid;
    min-width: 0;
    break-inside: avoid;
  }
  section {
    display: grid;
    align-content: start;
    gap: 10px;
    min-width: 0;
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: var(--r-3);
    background: var(--surface);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  h3 {
    flex: 1;
    min-width: min(100%, 160px);
    font-size: var(--text-md);
  }
  select.input.small {
    width: auto;
    max-width: 100%;
    padding-inline-end: 28px;
  }
  @media print {
    header .btn {
      display: none;
    }
  }
`;
