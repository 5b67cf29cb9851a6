/** What the views in the chat's place share: their heading, and buttons that stay pressed. */
import { css } from "lit";
import { base, filling } from "../elements/styles.js";

export const roomStyles = [
  base,
  filling,
  css`
    h2 {
      margin: 0 0 var(--s-3);
      font-size: var(--text-lg);
      font-weight: var(--weight-bold);
      line-height: 1.35;
      overflow-wrap: anywhere;
    }
    h2:focus-visible {
      outline: none;
    }
    [aria-pressed="true"] {
      border-color: var(--accent);
      background: var(--accent-soft);
      color: var(--accent-text);
    }
  `,
];
