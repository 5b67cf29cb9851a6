/** How <baton-panels> looks. */
import { css } from "lit";

export const styles = css`
  .hint {
    margin-bottom: 14px;
    color: var(--text-2);
    font-size: var(--text-sm);
  }
  .foot {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-top: 20px;
  }
  .known {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 10px;
  }
  .known .btn {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .person {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    min-height: 52px;
    padding: 6px 10px;
    border: 0;
    border-radius: var(--r-2);
    background: none;
    text-align: start;
  }
  .person:not([disabled]):hover {
    background: var(--surface-2);
  }
  .person[disabled] {
    cursor: default;
    opacity: 0.6;
  }
  .person strong {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 0.875rem;
    font-weight: var(--weight-medium);
  }
  .person .quiet {
    font-size: var(--text-xs);
  }
  fieldset {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-bottom: 8px;
    padding: 0;
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .option {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 38px;
    padding: 4px 10px;
    border-radius: var(--r-2);
    font-size: var(--text-sm);
    cursor: pointer;
  }
  .option:hover {
    background: var(--surface-2);
  }
  .option:has(:checked) {
    background: var(--accent-soft);
  }
  .option input[type="radio"] {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  .option .input {
    flex: 1;
    min-width: 0;
  }
  @media (max-width: 440px) {
    .option:has(.input) {
      flex-wrap: wrap;
    }
    .option .input {
      flex-basis: 100%;
    }
  }
  textarea {
    min-height: 84px;
    resize: vertical;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
    gap: 2px 32px;
    margin-top: 14px;
  }
  .key {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-height: 34px;
    font-size: var(--text-sm);
    border-bottom: 1px solid var(--line);
  }
  kbd {
    display: inline-block;
    min-width: 24px;
    padding: 2px 6px;
    border: 1px solid var(--line);
    border-bottom-width: 2px;
    border-radius: var(--r-1);
    background: var(--surface-2);
    font: var(--weight-medium) var(--text-xs) / 1.4 var(--font);
    text-align: center;
  }
`;
