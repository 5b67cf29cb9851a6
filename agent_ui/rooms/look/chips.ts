/** Small labels. */
import { css } from "lit";

export const chips = css`
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: 100%;
    min-height: 20px;
    padding: 1px 8px;
    border-radius: var(--r-full);
    background: var(--surface-2);
    color: var(--text-2);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
    line-height: 1.4;
    white-space: nowrap;
  }
  .chip.accent {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .chip.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .chip.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .chip.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .chip.note {
    background: var(--note-soft);
    color: var(--note);
  }
  .chip.lined {
    background: transparent;
    box-shadow: inset 0 0 0 1px var(--line);
  }
  @media (forced-colors: active) {
    .chip {
      border: 1px solid;
    }
  }
`;
