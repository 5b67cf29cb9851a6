/** How the meaning of a figure looks, in a card and in a panel. */
import { css } from "lit";

export const meanings = css`
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
    .meaning:not([open]) {
      display: none;
    }
  }
`;
