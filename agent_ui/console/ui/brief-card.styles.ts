/** How <baton-brief> looks. */
import { css } from "lit";

export const styles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-height: 0;
    container-type: inline-size;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  section {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .head {
    flex: none;
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    min-height: 40px;
    padding: 4px 16px;
    border: 0;
    background: none;
    text-align: start;
  }
  .head:hover {
    background: var(--surface-2);
  }
  .head:focus-visible {
    outline-offset: -3px;
  }
  .title {
    font-size: var(--text-sm);
    font-weight: var(--weight-bold);
  }
  .head .gist {
    color: var(--text-2);
    font-size: var(--text-sm);
  }
  .head .icon-chevron {
    color: var(--text-3);
    transition: transform var(--fast);
  }
  :host([open]) .head .icon-chevron {
    transform: rotate(180deg);
  }
  .body {
    display: grid;
    gap: 10px;
    min-height: 0;
    padding: 2px 16px 14px;
  }
  .body[hidden] {
    display: none;
  }
  .top {
    display: flex;
    align-items: flex-start;
    gap: 20px;
  }
  .goal {
    flex: 1;
    min-width: 0;
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
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
    gap: 10px 20px;
  }
  h2 {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-bottom: 4px;
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
  }
  .go {
    display: flex;
    align-items: baseline;
    gap: 8px;
    width: calc(100% + 12px);
    min-height: 26px;
    margin: 0 -6px;
    padding: 3px 6px;
    border: 0;
    border-radius: var(--r-1);
    background: none;
    font-size: var(--text-sm);
    line-height: 1.45;
    text-align: start;
  }
  .go:hover {
    background: var(--accent-soft);
  }
  .go .what {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .go .where {
    flex: none;
    color: var(--text-3);
    font-size: 0.6875rem;
  }
  .go:hover .where,
  .go:focus-visible .where {
    color: var(--accent-text);
  }
  .go .label {
    color: var(--text-3);
  }
  .goal .go {
    font-size: var(--text-md);
  }
  .goal .what {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    unicode-bidi: plaintext;
  }
  :host(:dir(ltr)) .goal .what {
    text-align: left;
  }
  :host(:dir(rtl)) .goal .what {
    text-align: right;
  }
  .value {
    font-weight: var(--weight-medium);
    unicode-bidi: isolate;
  }
  .signals {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
  }
  .signals .go {
    width: auto;
  }
  .suggestions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .suggestions .btn {
    max-width: 100%;
    min-height: 32px;
    border-radius: var(--r-3);
    white-space: normal;
    text-align: start;
    font-weight: 400;
    unicode-bidi: plaintext;
  }
  .suggestions .btn .icon {
    color: var(--accent-text);
  }
  @container (max-width: 520px) {
    .top {
      display: grid;
      gap: 10px;
    }
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
