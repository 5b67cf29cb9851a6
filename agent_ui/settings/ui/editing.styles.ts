/** How what is written in a dialog lies. */
import { css } from "lit";

export const editing = css`
  form {
    display: grid;
    gap: 16px;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
    gap: 16px;
    align-items: start;
  }
  fieldset {
    display: grid;
    gap: 8px;
  }
  .hint {
    margin-top: 6px;
    color: var(--text-3);
    font-size: var(--text-sm);
  }
  .small {
    font-size: var(--text-xs);
  }
  .ticks {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 18px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 10px;
  }
  .actions p {
    flex: 1 1 160px;
  }
  form .overtaken {
    padding: 12px 16px;
  }
  .link {
    display: flex;
    gap: 8px;
    margin: 12px 0;
  }
  .link input {
    flex: 1;
    min-width: 0;
  }
`;
