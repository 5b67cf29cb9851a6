/** How <baton-thread> looks. */
import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    /* However much the brief has to tell, the messages stay in sight. */
    grid-template-rows: auto fit-content(35%) minmax(0, 1fr) auto auto;
    grid-template-columns: minmax(0, 1fr);
    container-type: inline-size;
    background: var(--bg);
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 60px;
    padding: 8px 16px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .back {
    display: none;
  }
  h1 {
    font-size: var(--text-md);
    font-weight: var(--weight-bold);
    line-height: 1.3;
  }
  .state {
    color: var(--text-3);
    font-size: var(--text-xs);
    line-height: 1.4;
  }
  /* One line that ends where it must: what matters most stands first. */
  .state > * {
    unicode-bidi: isolate;
  }
  .state .icon {
    display: inline;
    margin-inline-end: 4px;
    vertical-align: -2px;
  }
  .state [aria-hidden] {
    margin-inline: 3px;
  }
  .state .late {
    color: var(--bad);
    font-weight: var(--weight-bold);
  }
  .state .soon {
    color: var(--warn);
    font-weight: var(--weight-bold);
  }
  .acts {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .wide {
    display: contents;
  }
  .narrow {
    display: none;
  }
  .details {
    display: none;
  }
  .btn[aria-pressed="true"] {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  @container (max-width: 820px) {
    .wide {
      display: none;
    }
    .narrow {
      display: inline-block;
    }
  }
  @container (max-width: 440px) {
    .bar {
      gap: 8px;
      padding: 8px 10px;
    }
    .bar .face {
      display: none;
    }
    .acts {
      gap: 2px;
    }
    .acts .btn.main {
      padding-inline: 10px;
    }
    .acts .btn.main span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  @media (max-width: 1199px) {
    .details {
      display: inline-flex;
    }
  }
  @media (max-width: 719px) {
    .back {
      display: inline-flex;
    }
  }
  .none {
    grid-row: 1 / -1;
    align-content: center;
  }
  .none .icon {
    width: 40px;
    height: 40px;
  }
`;
