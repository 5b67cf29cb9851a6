import { css } from "lit";

export const styles = css`
  *,
  *::before {
    box-sizing: border-box;
  }
  :host {
    display: block;
    max-inline-size: 100%;
  }
  button {
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    display: block;
    flex: none;
  }
  .picture {
    display: grid;
    inline-size: var(--width);
    max-inline-size: 100%;
    min-block-size: 44px;
    aspect-ratio: var(--ratio);
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--surface-2);
    place-items: center;
    cursor: zoom-in;
  }
  .picture img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .picture span:not(.sr) {
    padding: var(--s-2);
    color: var(--text-2);
    font-size: var(--text-xs);
    text-align: center;
  }
  .card {
    display: flex;
    align-items: center;
    gap: var(--s-3);
    inline-size: fit-content;
    max-inline-size: min(100%, 280px);
    padding: var(--s-2) var(--s-3);
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--surface);
    color: var(--text);
  }
  .card:hover {
    border-color: var(--line-strong);
  }
  .card > .icon {
    color: var(--text-2);
  }
  .about {
    display: grid;
    min-inline-size: 0;
  }
  .about bdi {
    overflow: hidden;
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  small {
    color: var(--text-2);
    font-size: var(--text-xs);
  }
  dialog {
    max-inline-size: 100vw;
    max-block-size: 100dvh;
    inline-size: 100vw;
    block-size: 100dvh;
    padding: 0;
    border: 0;
    background: rgb(10 14 14 / 0.94);
    color: #fff;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: var(--s-2);
    padding: var(--s-2) var(--s-3);
  }
  .bar bdi {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    font-size: var(--text-sm);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bar button {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 36px;
    padding: 0 var(--s-2);
    border-radius: var(--r-1);
    font-size: var(--text-sm);
  }
  .bar button:hover {
    background: rgb(255 255 255 / 0.16);
  }
  .bar button:focus-visible {
    outline-color: #fff;
  }
  dialog > img {
    flex: 1;
    min-block-size: 0;
    max-inline-size: 100%;
    margin: 0 auto;
    padding: 0 var(--s-3) var(--s-3);
    object-fit: scale-down;
  }
`;
