import { css } from "lit";

export const styles = css`
  *,
  *::before {
    box-sizing: border-box;
  }
  :host {
    display: contents;
  }
  [hidden] {
    display: none;
  }
  button {
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .icon {
    display: block;
    flex: none;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .clip {
    display: grid;
    grid-area: c;
    margin-block-end: var(--clip-margin, 6px);
    margin-inline-start: var(--clip-margin, 6px);
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: var(--r-full);
    color: var(--text-2);
  }
  .clip:hover {
    background: var(--surface-2);
    color: var(--text);
  }
  .tray {
    display: flex;
    grid-area: t;
    flex-wrap: wrap;
    gap: var(--s-2);
    max-block-size: 168px;
    margin: 0;
    padding: var(--s-2) var(--s-2) 0;
    overflow-y: auto;
    list-style: none;
  }
  li {
    display: flex;
    flex: 1 1 180px;
    align-items: center;
    gap: var(--s-2);
    max-inline-size: 100%;
    min-inline-size: 0;
    padding: 6px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--surface-2);
    color: var(--text);
    font-size: var(--text-sm);
    line-height: 1.35;
  }
  li.failed {
    border-color: transparent;
    background: var(--bad-soft);
  }
  img,
  .sheet {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--r-1);
    background: var(--surface-3);
    color: var(--text-2);
    object-fit: cover;
  }
  .failed .sheet {
    background: none;
    color: var(--bad);
  }
  .about {
    display: grid;
    flex: 1;
    gap: 1px;
    min-inline-size: 0;
  }
  bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  small {
    color: var(--text-2);
    font-size: var(--text-xs);
  }
  .why {
    color: var(--bad);
    overflow-wrap: anywhere;
  }
  .again {
    justify-self: start;
    min-block-size: 24px;
    color: var(--accent-text);
    font-weight: var(--weight-medium);
    text-decoration: underline;
  }
  progress {
    inline-size: 100%;
    block-size: 4px;
    margin-block-start: 3px;
    border: 0;
    border-radius: var(--r-full);
    background: var(--surface-3);
    overflow: hidden;
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--surface-3);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  .remove {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: var(--r-full);
    color: var(--text-2);
  }
  .remove:hover {
    background: var(--surface-3);
    color: var(--text);
  }
  .drop {
    position: fixed;
    inset: 8px;
    z-index: 100;
    display: grid;
    gap: var(--s-2);
    align-content: center;
    justify-items: center;
    border: 2px dashed var(--accent);
    border-radius: var(--r-3);
    background: color-mix(in srgb, var(--accent-soft) 92%, transparent);
    color: var(--accent-text);
    font-weight: var(--weight-bold);
    text-align: center;
    pointer-events: none;
  }
`;
