/** How <baton-watch> looks: a sheet over the board's end, the whole page on a phone. */
import { css } from "lit";

export const styles = css`
  :host {
    position: absolute;
    z-index: 20;
    inset-block: 0;
    inset-inline-end: 0;
    width: min(560px, 100%);
    border-inline-start: 1px solid var(--line);
    background: var(--surface);
    box-shadow: var(--shadow-3);
  }
  aside {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 12px 12px 8px 16px;
  }
  header:dir(rtl) {
    padding: 12px 16px 8px 12px;
  }
  h2 {
    font-size: var(--text-lg);
    font-weight: var(--weight-bold);
  }
  h2:focus-visible {
    outline: none;
  }
  header p {
    font-size: var(--text-xs);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding: 0 16px 12px;
    border-bottom: 1px solid var(--line);
  }
  baton-brief {
    flex: none;
    max-height: 42%;
    overflow: hidden;
  }
  baton-log {
    flex: 1;
    min-height: 120px;
  }
  form {
    display: grid;
    gap: 8px;
    padding: 12px 16px;
    border-top: 1px solid var(--line);
    background: var(--note-soft);
  }
  .field {
    color: var(--note);
  }
  textarea {
    resize: vertical;
    min-height: 44px;
    color: var(--text);
  }
  .foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
  }
  .foot .quiet {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--note);
    font-size: var(--text-xs);
  }
`;
