/** How a section lists things: a bar to search and add, and rows with what can be done to each. */
import { css } from "lit";

export const list = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    align-items: center;
  }
  .bar .input {
    flex: 1 1 200px;
    width: auto;
  }
  .rows > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    min-height: 56px;
    padding: 8px 0;
    border-bottom: 1px solid var(--line);
  }
  .rows > li:last-child {
    border-bottom: 0;
  }
  .who {
    display: grid;
    flex: 1 1 200px;
    gap: 2px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .who b {
    font-weight: var(--weight-medium);
  }
  .who small {
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    min-width: 0;
  }
  .off .face,
  .off b {
    opacity: 0.65;
  }
  .deeds {
    display: flex;
    gap: 4px;
    margin-inline-start: auto;
  }
  .changes {
    display: grid;
    gap: 8px;
    margin-top: 12px;
    font-size: var(--text-sm);
  }
  .changes time {
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .changes li {
    display: grid;
    overflow-wrap: anywhere;
  }
`;
