/** How what stands before a room's door looks. */
import { css } from "lit";

export const login = css`
  :host {
    position: fixed;
    inset: 0;
    z-index: 50;
    display: grid;
    grid-template-rows: 1fr auto;
    place-items: center;
    overflow-y: auto;
    padding: 24px 16px;
    background:
      radial-gradient(
        900px 520px at 50% -10%,
        color-mix(in srgb, var(--accent) 12%, transparent),
        transparent
      ),
      var(--bg);
  }
  :host([expired]) {
    background: color-mix(in srgb, var(--bg) 72%, transparent);
    backdrop-filter: blur(6px);
  }
  form {
    display: grid;
    gap: 18px;
    width: min(380px, 100%);
    padding: 32px;
    border: 1px solid var(--line);
    border-radius: var(--r-3);
    background: var(--surface);
    box-shadow: var(--shadow-2);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-bottom: 4px;
  }
  h1 {
    font-size: var(--text-xl);
    font-weight: var(--weight-bold);
    line-height: 1.2;
  }
  .brand p {
    color: var(--text-3);
    font-size: var(--text-sm);
  }
  .secret {
    position: relative;
  }
  .secret .input {
    padding-inline-end: 44px;
  }
  .secret button {
    position: absolute;
    inset-block: 2px;
    inset-inline-end: 2px;
  }
  .secret button[aria-pressed="true"] {
    color: var(--accent-text);
  }
  .btn.main {
    min-height: 42px;
    font-size: var(--text-md);
  }
  .alert {
    display: flex;
    gap: 8px;
    padding: 10px 12px;
    border-radius: var(--r-2);
    background: var(--bad-soft);
    color: var(--bad);
    font-size: var(--text-sm);
  }
  .alert.calm {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .alert .icon {
    margin-top: 1px;
  }
`;
