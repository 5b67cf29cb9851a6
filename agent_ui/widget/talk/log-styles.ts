import { css } from "lit";

export const logStyles = css`
  :host {
    position: relative;
    overflow: clip;
  }
  .day {
    margin: var(--s-2) 0 var(--s-4);
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .day,
  .activity {
    text-align: center;
  }
  .activity {
    margin: var(--s-3) auto;
    max-inline-size: 90%;
    color: var(--text-2);
    font-size: var(--text-sm);
    text-wrap: balance;
  }
  .group {
    display: flex;
    gap: var(--s-2);
    margin-block-end: var(--s-4);
  }
  .avatar {
    margin-block-start: 26px;
  }
  .column {
    display: grid;
    gap: 3px;
    justify-items: start;
    min-inline-size: 0;
    max-inline-size: calc(100% - 52px);
  }
  .name {
    display: flex;
    align-items: baseline;
    gap: 6px;
    color: var(--text-2);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
    line-height: 1.7;
  }
  .tag {
    padding: 0 6px;
    border-radius: 4px;
    background: var(--surface-3);
    font-size: 0.6875rem;
  }
  time {
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: 400;
    white-space: nowrap;
  }
  .mine {
    flex-direction: column;
    align-items: flex-end;
    gap: 3px;
  }
  .line {
    display: flex;
    align-items: flex-end;
    justify-content: flex-end;
    gap: var(--s-2);
    inline-size: 100%;
  }
  .mine .bubble {
    max-inline-size: 84%;
  }
  .line time {
    padding-block-end: 4px;
    opacity: 0;
    transition: opacity var(--fast);
  }
  .line:hover time,
  .line:last-child time {
    opacity: 1;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block: var(--s-2) var(--s-1);
    font-size: var(--text-sm);
  }
  .note {
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .note.failed {
    color: var(--bad);
  }
  .note.end {
    margin-block: calc(-1 * var(--s-3)) var(--s-3);
    text-align: end;
  }
  .typing {
    align-items: center;
  }
  .typing .avatar {
    margin: 0;
  }
  .typing .bubble {
    display: flex;
    gap: 4px;
    padding: 13px 14px;
  }
  .typing i {
    inline-size: 6px;
    block-size: 6px;
    border-radius: 50%;
    background: var(--text-3);
    animation: breathe 1.2s infinite;
  }
  .typing i:nth-of-type(2) {
    animation-delay: 0.15s;
  }
  .typing i:nth-of-type(3) {
    animation-delay: 0.3s;
  }
  .newer {
    position: absolute;
    inset-block-end: var(--s-3);
    inset-inline: 0;
    display: flex;
    align-items: center;
    gap: 6px;
    inline-size: fit-content;
    margin: auto;
    padding: 6px 14px;
    border: 1px solid var(--line);
    border-radius: var(--r-full);
    background: var(--surface);
    box-shadow: var(--shadow-2);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.35;
    }
    30% {
      opacity: 1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .typing i {
      animation: none;
    }
  }
`;
