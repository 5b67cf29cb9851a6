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
  .skip {
    position: absolute;
    z-index: 60;
    inset-block-start: 8px;
    inset-inline-start: 8px;
  }
  .skip:not(:focus) {
    opacity: 0;
    pointer-events: none;
  }
  @media (max-width: 819px) {
    .name,
    .account .icon-chevron {
      display: none;
    }
  }
  .said {
    position: fixed;
    z-index: 40;
    inset-block-start: 7px;
    inset-inline: 0;
    display: grid;
    justify-items: center;
    padding: 0 16px;
    pointer-events: none;
  }
  .said div {
    display: flex;
    align-items: center;
    gap: 10px;
    max-width: 520px;
    min-height: 42px;
    padding: 4px 8px 4px 14px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--surface);
    box-shadow: var(--shadow-2);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
    pointer-events: auto;
  }
  .said div:dir(rtl) {
    padding: 4px 14px 4px 8px;
  }
  .said .icon-check {
    color: var(--good);
  }
  .said .bad {
    border-color: color-mix(in srgb, var(--bad) 40%, var(--line));
    background: color-mix(in srgb, var(--bad-soft) 60%, var(--surface));
    color: var(--bad);
  }
  @media print {
    :host {
      display: block;
      height: auto;
      background: none;
    }
    .bar,
    .said {
      display: none;
    }
  }
`;
