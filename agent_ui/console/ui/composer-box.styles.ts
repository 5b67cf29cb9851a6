/** How <baton-composer> looks. */
import { css } from "lit";

export const styles = css`
  :host {
    padding: 0 20px 16px;
  }
  .box {
    max-width: 900px;
    margin: 0 auto;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-3);
    background: var(--surface);
    transition: border-color var(--fast);
  }
  .box:focus-within {
    border-color: var(--focus);
    box-shadow: 0 0 0 1px var(--focus);
  }
  .box.note {
    background: color-mix(in srgb, var(--note-soft) 70%, var(--surface));
    border-color: color-mix(in srgb, var(--note) 60%, transparent);
  }
  .tabs {
    display: flex;
    gap: 2px;
    padding: 6px 8px 0;
  }
  .tab {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 30px;
    padding: 2px 10px;
    border: 0;
    border-radius: var(--r-1);
    background: none;
    color: var(--text-2);
    font-size: var(--text-sm);
    font-weight: var(--weight-medium);
  }
  .tab:hover {
    color: var(--text);
    background: var(--surface-2);
  }
  .tab[aria-selected="true"] {
    color: var(--accent-text);
    background: var(--accent-soft);
  }
  .note .tab[aria-selected="true"] {
    color: var(--note);
    background: color-mix(in srgb, var(--note) 16%, transparent);
  }
  textarea {
    display: block;
    width: 100%;
    min-height: 52px;
    max-height: 34vh;
    padding: 8px 16px 4px;
    border: 0;
    background: none;
    font-size: 0.9375rem;
    line-height: 1.5;
    resize: none;
    field-sizing: content;
  }
  textarea::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
  textarea:focus-visible {
    outline: none;
  }
  .box {
    position: relative;
  }
  .helper {
    position: absolute;
    z-index: 20;
    inset-block-end: 100%;
    inset-inline: 8px;
    max-width: 520px;
    max-height: 300px;
    overflow-y: auto;
    padding: 6px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--surface);
    box-shadow: var(--shadow-3);
  }
  .helper-head,
  .helper-none {
    padding: 4px 10px;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .helper-head small {
    margin-inline-start: 8px;
    font-weight: 400;
  }
  .helper [role="option"] {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
    padding: 4px 10px;
    border-radius: var(--r-1);
    font-size: var(--text-sm);
    cursor: pointer;
  }
  .helper [role="option"] .grow {
    display: grid;
    line-height: 1.35;
  }
  .helper [role="option"] strong {
    font-weight: var(--weight-medium);
  }
  .helper .quiet {
    font-size: var(--text-xs);
  }
  .helper .icon {
    color: var(--text-3);
  }
  .helper [role="option"]:hover {
    background: var(--surface-2);
  }
  .helper [aria-selected="true"] {
    background: var(--accent-soft);
  }
  .helper [aria-selected="true"] .quiet {
    color: var(--text-2);
  }
  .preview {
    min-height: 52px;
    max-height: 34vh;
    overflow-y: auto;
    padding: 8px 16px 4px;
    font-size: 0.9375rem;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .preview:focus-visible {
    outline-offset: -2px;
  }
  .preview ul {
    padding-inline-start: 20px;
    list-style: disc;
  }
  textarea[hidden] {
    display: none;
  }
  .write {
    --clip-margin: 4px;
    display: grid;
    grid: "t t" "x x" "c f" / auto minmax(0, 1fr);
    align-items: center;
  }
  .write > textarea,
  .write > .preview {
    grid-area: x;
  }
  .foot {
    grid-area: f;
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 4px 8px 8px 0;
    padding-inline: 0 8px;
  }
  .hint {
    padding-inline-start: 8px;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .over {
    color: var(--bad);
    font-weight: var(--weight-medium);
  }
  .locked {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 52px;
    padding: 8px 16px;
    color: var(--text-2);
    font-size: var(--text-sm);
  }
  .locked .icon {
    color: var(--text-3);
  }
  @media (max-width: 719px) {
    :host {
      padding: 0 8px 8px;
    }
    .hint:not(.over) {
      max-height: 0;
      visibility: hidden;
    }
    textarea {
      font-size: 1rem;
    }
  }
`;
