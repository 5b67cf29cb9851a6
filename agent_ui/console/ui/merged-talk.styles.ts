/** How <baton-merged> looks. */
import { css } from "lit";

export const styles = css`
  :host {
    display: block;
    width: 100%;
  }
  .way {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin-top: 6px;
  }
  .said {
    display: grid;
    gap: 12px;
    max-height: 420px;
    margin-top: 10px;
    padding: 14px;
    overflow-y: auto;
    border: 1px solid var(--line);
    border-inline-start: 3px solid var(--accent);
    border-radius: var(--r-2);
    background: var(--surface);
    text-align: start;
  }
  .day,
  .told {
    color: var(--text-2);
    font-size: var(--text-xs);
    text-align: center;
  }
`;
