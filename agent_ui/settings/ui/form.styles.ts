/** How the forms of the settings look: their rows, what is amiss in them, and their foot. */
import { css } from "lit";

export const form = css`
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .wrong {
    color: var(--bad);
    font-size: var(--text-sm);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .input.time {
    width: 118px;
  }
  .input.date {
    width: 160px;
  }
  .input.name {
    flex: 1 1 160px;
    width: auto;
    min-width: 0;
  }
  .add {
    margin-top: 12px;
  }
  .foot {
    position: sticky;
    bottom: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    padding: 12px 24px;
    border: 1px solid var(--line);
    border-radius: var(--r-3);
    background: var(--surface);
    box-shadow: var(--shadow-1);
  }
  .foot p {
    display: flex;
    flex: 1 1 200px;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    font-size: var(--text-sm);
  }
  .overtaken {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    padding: 12px 24px;
    border: 1px solid var(--warn);
    border-radius: var(--r-3);
    background: var(--surface);
    font-size: var(--text-sm);
  }
  .overtaken .icon {
    color: var(--warn);
  }
  .overtaken p {
    flex: 1 1 240px;
  }
  @media (max-width: 600px) {
    .foot,
    .overtaken {
      padding: 12px 16px;
    }
  }
`;
