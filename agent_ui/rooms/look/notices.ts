/** What a room says for a moment, or until it is read: a card at the top, in the middle. */
import { css } from "lit";

export const notices = css`
  .notices {
    position: fixed;
    z-index: 40;
    inset-block-start: 7px;
    inset-inline: 0;
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 0 16px;
    pointer-events: none;
  }
  .notice {
    display: flex;
    align-items: center;
    gap: 10px;
    max-width: 520px;
    min-height: 42px;
    padding-block: 4px;
    padding-inline: 14px 6px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--surface);
    box-shadow: var(--shadow-2);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
    pointer-events: auto;
  }
  .notice.bad {
    border-color: color-mix(in srgb, var(--bad) 40%, var(--line));
    background: color-mix(in srgb, var(--bad-soft) 60%, var(--surface));
    color: var(--bad);
  }
`;
