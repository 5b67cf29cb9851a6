/** How <baton-agents> looks. */
import { css } from "lit";
import { card } from "./line-list.styles.js";

export const styles = [
  card,
  css`
    section > ul > li {
      padding: 10px 8px 10px 16px;
      border-top: 1px solid var(--line);
    }
    section > ul > li:dir(rtl) {
      padding: 10px 16px 10px 8px;
    }
    .head {
      display: flex;
      align-items: center;
      gap: 10px;
    }
    .name {
      font-size: var(--text-sm);
      font-weight: var(--weight-medium);
    }
    .state {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 8px;
      color: var(--text-2);
      font-size: var(--text-xs);
      font-variant-numeric: tabular-nums;
    }
    .state .chip {
      white-space: normal;
    }
    .load {
      display: grid;
      justify-items: end;
      gap: 4px;
      color: var(--text-2);
      font-size: var(--text-sm);
      white-space: nowrap;
    }
    .load svg {
      width: 72px;
      height: 6px;
    }
    :host(:dir(rtl)) .load svg {
      transform: scaleX(-1);
    }
    .room {
      fill: var(--surface-3);
    }
    .used {
      fill: var(--accent);
    }
    .full {
      fill: var(--warn);
    }
    .chats {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin-top: 8px;
      padding-inline-end: 8px;
    }
    .chats li {
      max-width: 100%;
    }
    .chat {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      max-width: 220px;
      min-height: 28px;
      padding: 2px 10px;
      border: 1px solid var(--line);
      border-radius: var(--r-full);
      background: var(--surface);
      color: var(--text-2);
      font-size: var(--text-xs);
    }
    .chat:hover {
      background: var(--surface-2);
      color: var(--text);
    }
    .chat.on {
      border-color: var(--accent);
      background: var(--accent-soft);
      color: var(--accent-text);
    }
    .chat.warn {
      border-color: var(--warn);
    }
    .chat.bad {
      border-color: var(--bad);
    }
    .mark {
      flex: none;
      width: 7px;
      height: 7px;
      border-radius: 50%;
      background: var(--accent);
    }
    @media (max-width: 480px) {
      .load svg {
        width: 48px;
      }
    }
  `,
];
