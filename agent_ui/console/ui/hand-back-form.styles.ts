/** How <baton-hand-back> looks, beyond what all questions share. */
import { css } from "lit";

export const styles = css`
  .more {
    margin-top: 16px;
  }
  .search {
    position: relative;
    display: block;
  }
  .search .icon {
    position: absolute;
    inset-block-start: 50%;
    inset-inline-start: 12px;
    color: var(--text-3);
    translate: 0 -50%;
  }
  .search .input {
    width: 100%;
    padding-inline-start: 36px;
  }
  .below {
    min-height: 1.4em;
    margin: 8px 0;
  }
  .hit .grow {
    display: grid;
    min-width: 0;
  }
  .hit strong {
    font-weight: var(--weight-medium);
  }
`;
