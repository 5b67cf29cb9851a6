/** How <baton-look> lies: what is chosen beside what it looks like. */
import { css } from "lit";

export const look = css`
  :host {
    max-width: 1240px;
  }
  .sides {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 16px;
    align-items: start;
  }
  .chosen {
    display: grid;
    gap: 16px;
  }
  .shown {
    position: sticky;
    top: 16px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(190px, 100%), 1fr));
    gap: 14px 16px;
    margin-top: 12px;
  }
  .colour {
    display: flex;
    gap: 8px;
  }
  .colour input[type="color"] {
    flex: none;
    width: 44px;
    height: 38px;
    padding: 2px;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-2);
    background: var(--surface);
  }
  .colour .input {
    flex: 1;
    min-width: 0;
  }
  .contrast {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    margin-top: 12px;
    font-size: var(--text-sm);
  }
  .logo {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
    margin-top: 14px;
  }
  .pick {
    position: relative;
  }
  .pick:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .logo img {
    width: 44px;
    height: 44px;
    border-radius: 50%;
    object-fit: cover;
  }
  pre {
    overflow-x: auto;
    margin: 12px 0;
    padding: 12px;
    border-radius: var(--r-2);
    background: var(--surface-2);
    font-size: var(--text-sm);
  }
  @media (max-width: 1080px) {
    .sides {
      grid-template-columns: minmax(0, 1fr);
    }
    .shown {
      position: static;
    }
  }
`;
