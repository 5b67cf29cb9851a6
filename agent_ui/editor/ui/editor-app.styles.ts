/** How <baton-editor> looks. */
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
  .brand {
    display: flex;
    white-space: nowrap;
    align-items: center;
    gap: 10px;
    font-weight: var(--weight-bold);
    letter-spacing: -0.01em;
  }
  .brand small {
    color: var(--text-3);
    font-size: var(--text-sm);
    font-weight: 400;
  }
  @media (max-width: 400px) {
    .brand small {
      display: none;
    }
  }
  .mark-ground {
    fill: var(--accent);
  }
  .mark-baton {
    stroke: var(--on-accent);
  }
  .mark-band {
    stroke: var(--accent);
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
  .panes {
    position: relative;
    display: grid;
    grid-template-columns: minmax(280px, 340px) minmax(0, 1fr);
    min-height: 0;
  }
  .panes > * {
    min-width: 0;
    min-height: 0;
  }
  baton-articles {
    border-inline-end: 1px solid var(--line);
  }
  baton-ask {
    display: none;
    border-inline-start: 1px solid var(--line);
  }
  .panes.ask baton-ask {
    display: block;
  }
  @media (min-width: 1440px) {
    .panes,
    .panes.ask {
      grid-template-columns: 340px minmax(0, 1fr) 360px;
    }
    baton-ask {
      display: block;
    }
  }
  @media (min-width: 1100px) and (max-width: 1439px) {
    .panes.ask {
      grid-template-columns: 280px minmax(0, 1fr) 340px;
    }
  }
  @media (max-width: 1099px) {
    .panes.ask baton-ask {
      position: absolute;
      z-index: 20;
      inset-block: 0;
      inset-inline-end: 0;
      width: min(400px, 100%);
      box-shadow: var(--shadow-3);
    }
  }
  @media (max-width: 819px) {
    .panes {
      grid-template-columns: minmax(0, 1fr);
    }
    .panes.open baton-articles,
    .panes:not(.open) baton-article {
      display: none;
    }
    baton-articles {
      border: 0;
    }
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
`;
