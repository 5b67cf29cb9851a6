/** How <baton-lines> looks. */
import { css } from "lit";

export const card = css`
  section {
    padding: 14px 0 6px;
    border: 1px solid var(--line);
    border-radius: var(--r-3);
    background: var(--surface);
  }
  h2 {
    display: flex;
    align-items: baseline;
    gap: 8px;
    padding: 0 16px 8px;
    font-size: var(--text-md);
    font-weight: var(--weight-bold);
  }
  .count {
    color: var(--text-3);
    font-weight: 400;
  }
  .none {
    padding: 8px 16px 14px;
    color: var(--text-3);
    font-size: var(--text-sm);
  }
  .wait {
    color: var(--text-2);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .wait.soon {
    color: var(--warn);
  }
  .wait.late {
    color: var(--bad);
  }
`;

export const styles = [
  card,
  css`
    li {
      border-top: 1px solid var(--line);
    }
    .line {
      display: grid;
      gap: 6px;
      width: 100%;
      padding: 10px 16px;
      border: 0;
      background: none;
      text-align: start;
    }
    .line:hover {
      background: var(--surface-2);
    }
    .line.on {
      background: var(--accent-soft);
    }
    .line:focus-visible {
      outline-offset: -2px;
    }
    .top {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: 12px;
    }
    .who {
      min-width: 0;
      font-size: var(--text-sm);
      font-weight: var(--weight-medium);
    }
    .said {
      display: -webkit-box;
      overflow: hidden;
      color: var(--text-2);
      font-size: var(--text-sm);
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow-wrap: anywhere;
    }
    .chips {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
    }
  `,
];
