/** How <baton-retention> looks. */
import { css } from "lit";

export const styles = css`
  .fields {
    display: grid;
    gap: 18px;
    margin-top: 14px;
  }
  .input.days {
    width: 120px;
  }
  .field .row {
    font-weight: 400;
  }
  .doomed {
    margin-top: 16px;
    padding: 10px 14px;
    border-radius: var(--r-2);
    background: var(--surface-2);
    font-size: var(--text-sm);
  }
  .doomed:empty {
    display: none;
  }
  .find {
    margin-top: 12px;
  }
  .found li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 12px 0;
    border-top: 1px solid var(--line);
  }
  .found li:first-child {
    margin-top: 12px;
  }
  .who {
    display: grid;
    flex: 1 1 220px;
    min-width: 0;
    font-size: var(--text-sm);
    overflow-wrap: anywhere;
  }
  .log li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 16px;
    padding: 8px 0;
    border-top: 1px solid var(--line);
    font-size: var(--text-sm);
  }
  .log li:first-child {
    border-top: 0;
  }
  .quiet {
    color: var(--text-3);
    font-size: var(--text-xs);
  }
`;
