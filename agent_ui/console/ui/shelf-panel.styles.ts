/** How <baton-shelf> looks. */
import { css } from "lit";

export const styles = css`
  .hint {
    margin-bottom: 12px;
    color: var(--text-2);
    font-size: var(--text-sm);
  }
  .hint code {
    padding: 1px 5px;
    border-radius: var(--r-1);
    background: var(--surface-2);
    font-family: var(--font-mono);
    font-size: var(--text-xs);
    white-space: nowrap;
  }
  .make {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-bottom: 12px;
  }
  .item {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 48px;
    padding: 4px 0;
    border-top: 1px solid var(--line);
    font-size: var(--text-sm);
  }
  .item > .icon {
    color: var(--text-3);
  }
  .item .grow {
    display: grid;
    line-height: 1.4;
  }
  .item strong {
    font-weight: var(--weight-medium);
  }
  .item .quiet {
    font-size: var(--text-xs);
  }
  form {
    display: grid;
    gap: 14px;
  }
  textarea {
    resize: vertical;
  }
  .steps {
    display: grid;
    gap: 8px;
  }
  .foot {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-top: 6px;
  }
`;
