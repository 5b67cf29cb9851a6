import { css } from "lit";

export const styles = css`
  :host {
    position: fixed;
    z-index: 22;
    inset-block-end: 12px;
    inset-inline-end: 12px;
    width: min(316px, calc(100vw - 24px));
  }
  /* Beside the details it is no wider than they are; without them it stands above the composer. */
  @media (max-width: 1199px) {
    :host {
      inset-block-end: 190px;
      width: min(380px, calc(100vw - 24px));
    }
  }
  .offer {
    position: relative;
    overflow: hidden;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    padding: 16px;
    border: 1px solid color-mix(in srgb, var(--accent) 45%, var(--line));
    border-radius: var(--r-3);
    background: var(--surface);
    box-shadow: var(--shadow-3);
    animation: in var(--slow) var(--ease);
  }
  .head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 12px;
  }
  h2 {
    font-size: var(--text-lg);
    font-weight: var(--weight-bold);
  }
  .clock {
    flex: none;
    color: var(--text-2);
    font-size: var(--text-sm);
    font-variant-numeric: tabular-nums;
  }
  .clock.last {
    color: var(--bad);
    font-weight: var(--weight-bold);
  }
  .why {
    color: var(--text-2);
    font-size: var(--text-sm);
  }
  .goal {
    overflow-wrap: anywhere;
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .last {
    display: grid;
    gap: 2px;
  }
  .label,
  .facts span {
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
  }
  .last button {
    display: -webkit-box;
    overflow: hidden;
    min-height: 26px;
    padding: 0;
    border: 0;
    background: none;
    overflow-wrap: anywhere;
    text-align: start;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .last button:hover {
    text-decoration: underline;
  }
  q:lang(en) {
    quotes: "“" "”";
  }
  q:lang(fa) {
    quotes: "«" "»";
  }
  q:lang(pl) {
    quotes: "„" "”";
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    font-size: var(--text-sm);
  }
  .facts li {
    display: flex;
    align-items: baseline;
    gap: 6px;
  }
  .facts span {
    flex: none;
  }
  .facts bdi {
    font-weight: var(--weight-medium);
  }
  .buttons {
    display: flex;
    gap: 8px;
  }
  .buttons .btn {
    flex: 1;
  }
  .bar {
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: 0;
    width: 100%;
    height: 3px;
    background: var(--accent);
    transform-origin: left;
    transition: transform 1s linear;
  }
  .bar:dir(rtl) {
    transform-origin: right;
  }
  .more {
    width: fit-content;
    margin: 6px auto 0;
    padding: 2px 12px;
    border-radius: var(--r-full);
    background: var(--surface);
    box-shadow: var(--shadow-1);
    color: var(--text-2);
    font-size: var(--text-sm);
  }
  @keyframes in {
    from {
      opacity: 0;
      transform: translateY(12px);
    }
  }
  @media (max-width: 720px) {
    :host {
      inset-inline: 12px;
      width: auto;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .offer {
      animation: none;
    }
    .bar {
      transition: none;
    }
  }
`;
