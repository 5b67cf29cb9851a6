/** How <baton-merge-form> looks. */
import { css } from "lit";

export const styles = css`
  fieldset + fieldset,
  fieldset + .hint {
    margin-top: 14px;
  }
  .others {
    display: grid;
    gap: 2px;
    max-height: min(46vh, 420px);
    overflow-y: auto;
  }
  .other {
    align-items: flex-start;
    min-width: 0;
    padding-block: 8px;
  }
  .other input {
    margin-top: 1px;
    flex: none;
  }
  .other .grow {
    display: grid;
    gap: 2px;
    min-width: 0;
  }
  .other .quiet {
    font-size: var(--text-xs);
  }
  .held {
    cursor: default;
  }
  .held strong {
    color: var(--text-2);
  }
`;
