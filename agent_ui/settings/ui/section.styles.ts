/** How every section of the settings lies: a heading, a lead, and cards. */
import { css } from "lit";

export const section = css`
  :host {
    display: grid;
    gap: 16px;
    align-content: start;
    max-width: 860px;
    margin-inline: auto;
    padding: 28px 24px 64px;
  }
  h1 {
    font-size: var(--text-xl);
    letter-spacing: -0.01em;
  }
  h1:focus {
    outline: none;
  }
  .lead {
    margin: -8px 0 8px;
    color: var(--text-2);
  }
  section {
    min-width: 0;
    padding: 20px 24px;
    border: 1px solid var(--line);
    border-radius: var(--r-3);
    background: var(--surface);
  }
  h2 {
    font-size: var(--text-md);
    font-weight: var(--weight-bold);
  }
  .hint {
    margin-top: 6px;
    color: var(--text-3);
    font-size: var(--text-sm);
  }
  @media (max-width: 600px) {
    :host {
      padding: 20px 12px 48px;
    }
    section {
      padding: 16px;
    }
  }
`;
