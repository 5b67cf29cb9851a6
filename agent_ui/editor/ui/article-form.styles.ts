/** How <baton-article> looks. */
import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr);
    container-type: inline-size;
  }
  .none {
    grid-row: 1 / -1;
    align-content: center;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 60px;
    padding: 8px 20px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .back {
    display: none;
  }
  .state {
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .check .when {
    color: var(--text-3);
    font-weight: 400;
  }
  .unsaved {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--warn);
    font-weight: var(--weight-medium);
  }
  .unsaved::before {
    content: "";
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: currentColor;
  }
  .asks {
    display: inline-flex;
  }
  @media (min-width: 1440px) {
    .asks {
      display: none;
    }
  }
  @media (max-width: 819px) {
    .back {
      display: inline-flex;
    }
  }
  .body {
    grid-row: 3;
    display: grid;
    grid-template-rows: auto auto minmax(320px, 1fr);
    gap: 14px;
    padding: 18px 20px 20px;
  }
  .title {
    width: calc(100% + 16px);
    margin: 0 -8px 10px;
    padding: 4px 8px;
    border: 1px solid transparent;
    border-radius: var(--r-2);
    background: none;
    font-size: 1.375rem;
    font-weight: var(--weight-bold);
    line-height: 1.35;
    resize: none;
    field-sizing: content;
  }
  .title:hover {
    border-color: var(--line);
  }
  .title:focus-visible {
    outline-offset: 0;
    background: var(--surface);
  }
  .title::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
  .fault {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-top: 4px;
    color: var(--bad);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
  }
  .meta {
    display: grid;
    grid-template-columns: minmax(120px, 0.7fr) minmax(0, 1.3fr) minmax(0, 1.6fr);
    gap: 12px;
  }
  .more {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 12px 24px;
    margin-top: 12px;
  }
  .more .field {
    align-content: start;
  }
  .more textarea {
    min-height: 92px;
    resize: vertical;
  }
  details {
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--surface);
  }
  summary {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 40px;
    padding: 6px 14px;
    border-radius: var(--r-2);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
    cursor: pointer;
    list-style: none;
  }
  summary .icon-chevron {
    color: var(--text-3);
    transition: transform var(--fast);
  }
  details[open] summary .icon-chevron {
    transform: rotate(180deg);
  }
  details > div {
    padding: 4px 14px 16px;
  }
  .gist {
    flex: 1;
    display: flex;
    justify-content: flex-end;
    gap: 10px;
    min-width: 0;
    color: var(--text-3);
    font-weight: 400;
    font-size: var(--text-xs);
  }
  .gist .lack {
    color: var(--warn);
  }
  .split {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    min-height: 0;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--surface);
    overflow: hidden;
  }
  .half {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-height: 0;
  }
  .half + .half {
    border-inline-start: 1px solid var(--line);
  }
  .half > label,
  .half > h2 {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 36px;
    padding: 0 14px;
    border-bottom: 1px solid var(--line);
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
  }
  .text {
    width: 100%;
    height: 100%;
    padding: 14px;
    border: 0;
    background: none;
    font: 0.875rem / 1.7 var(--font-mono);
    resize: none;
    tab-size: 2;
  }
  .text:dir(rtl) {
    font-family: var(--font);
    font-size: 0.9375rem;
    line-height: 1.9;
  }
  .text:focus-visible {
    outline-offset: -2px;
  }
  .seen {
    padding: 16px 20px;
  }
  .tabs {
    display: none;
    gap: 2px;
    padding: 6px 12px 0;
    background: var(--surface);
    border-bottom: 1px solid var(--line);
  }
  .tab {
    min-height: 36px;
    padding: 4px 12px;
    border: 0;
    border-bottom: 2px solid transparent;
    background: none;
    color: var(--text-2);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .tab[aria-selected="true"] {
    border-color: var(--accent);
    color: var(--accent-text);
  }
  @container (max-width: 620px) {
    .tabs {
      display: flex;
    }
    .split {
      grid-template-columns: minmax(0, 1fr);
    }
    .half + .half {
      border: 0;
    }
    .preview .write,
    .write .shown {
      display: none;
    }
    .preview.body {
      grid-template-rows: minmax(0, 1fr);
    }
    .more {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (max-width: 560px) {
    .meta {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .meta > :last-child {
      grid-column: 1 / -1;
    }
    .bar {
      flex-wrap: wrap;
      padding: 8px 12px;
    }
    .bar .state {
      flex-basis: 150px;
    }
    .gist {
      display: none;
    }
    summary {
      justify-content: space-between;
    }
    .body {
      padding: 14px 12px;
    }
    .state time {
      display: none;
    }
    .asks span,
    .check .when {
      display: none;
    }
  }
`;
