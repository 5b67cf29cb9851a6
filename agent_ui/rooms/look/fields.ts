/** Fields, lists to choose from, and boxes to tick. */
import { css } from "lit";

export const fields = css`
  .field {
    display: grid;
    gap: 6px;
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .field .hint {
    font-weight: 400;
    font-size: var(--text-xs);
    color: var(--text-3);
  }
  .input {
    width: 100%;
    min-height: 38px;
    padding: 7px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-2);
    background: var(--surface);
    font-size: var(--text-md);
    font-weight: 400;
    line-height: 1.4;
    transition: border-color var(--fast);
  }
  .input::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
  :placeholder-shown {
    text-overflow: ellipsis;
  }
  /* Nothing is written yet: what stands in its place is in the page's own language. */
  [dir="auto"]:placeholder-shown {
    direction: inherit;
  }
  .input:focus-visible {
    outline-offset: 0;
    border-color: var(--focus);
    outline-width: 1.5px;
  }
  .input[aria-invalid="true"] {
    border-color: var(--bad);
  }
  input::-webkit-search-cancel-button {
    display: none;
  }
  select.input {
    appearance: none;
    padding-inline-end: 28px;
    background-image: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%237a8785' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='m6 9.5 6 6 6-6'/%3E%3C/svg%3E");
    background-position: right 8px center;
    background-size: 15px;
    background-repeat: no-repeat;
    text-overflow: ellipsis;
  }
  select.input:dir(rtl) {
    background-position: left 8px center;
  }
  .input.small {
    min-height: 34px;
    padding: 5px 10px;
    font-size: var(--text-sm);
  }
  .tick {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 24px;
    font-size: var(--text-sm);
  }
  .tick input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
`;
