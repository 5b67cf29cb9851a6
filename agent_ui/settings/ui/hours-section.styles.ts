/** How <baton-hours> looks. */
import { css } from "lit";

export const styles = css`
  .next-opening {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--text-2);
    font-size: var(--text-sm);
  }
  .zone {
    max-width: 320px;
    margin-top: 12px;
  }
  .zone select:dir(rtl) {
    text-align: end;
  }
  .days,
  .dates {
    margin-top: 8px;
  }
  .days li {
    display: grid;
    grid-template-columns: 120px minmax(0, 1fr);
    gap: 4px 12px;
  }
  .days li,
  .dates li {
    padding: 10px 0;
    border-top: 1px solid var(--line);
  }
  .days li:first-child,
  .dates li:first-child {
    border: 0;
  }
  .day {
    padding-top: 5px;
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .slots {
    display: grid;
    gap: 8px;
    justify-items: start;
    font-size: var(--text-sm);
  }
  .dates .slots {
    margin-top: 8px;
  }
  .next {
    font-size: var(--text-xs);
  }
  @media (max-width: 600px) {
    .days li {
      grid-template-columns: minmax(0, 1fr);
    }
    .input.time {
      width: 104px;
    }
  }
`;
