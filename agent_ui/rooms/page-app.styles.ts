/** How a room with a bar looks, whatever stands below it. */
import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    height: 100dvh;
    background: var(--bg);
  }
  .bar {
    position: relative;
    z-index: 25;
    display: flex;
    align-items: center;
    gap: 8px;
    height: 56px;
    padding: 0 16px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .account::part(trigger) {
    padding-inline: 4px 8px;
    border-radius: var(--r-full);
    color: var(--text);
  }
  @media (max-width: 819px) {
    .name,
    .account .icon-chevron {
      display: none;
    }
  }
  .notice .icon-check {
    color: var(--good);
  }
  @media print {
    :host {
      display: block;
      height: auto;
      background: none;
    }
    .bar,
    .notices {
      display: none;
    }
  }
`;
