/** How the parts of <baton-board> lie. */
import { css } from "lit";

export const styles = css`
  .below {
    position: relative;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-height: 0;
  }
  main {
    min-width: 0;
    padding: 16px;
  }
  .strip {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 4px 12px;
    padding: 6px 16px;
    background: var(--warn-soft);
    color: var(--warn);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .strip.calm {
    background: var(--surface-2);
    color: var(--text-2);
  }
  .strip .btn {
    border-color: currentColor;
    background: transparent;
    color: inherit;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-items: start;
    margin-top: 16px;
  }
  @media (min-width: 900px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.25fr);
    }
  }
  @media (min-width: 1360px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.35fr) minmax(0, 1fr);
    }
    main {
      padding: 20px 24px;
    }
  }
`;
