/** How <baton-messages> looks. */
import { css } from "lit";

export const styles = css`
  .asked {
    margin: 0 0 6px;
    padding-inline-start: 8px;
    border-inline-start: 2px solid var(--accent);
    color: var(--text-3);
    font-size: var(--text-sm);
  }
  .group {
    display: grid;
    grid-template-columns: 28px minmax(0, 1fr);
    gap: 2px 10px;
    justify-items: start;
  }
  .group > * {
    grid-column: 2;
  }
  .group > .face {
    grid-column: 1;
    grid-row: 1 / span 2;
    margin-top: 1px;
  }
  .ours {
    grid-template-columns: minmax(0, 1fr) 28px;
    justify-items: end;
  }
  .ours > * {
    grid-column: 1;
  }
  .ours > .face {
    grid-column: 2;
  }
  .by {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-height: 20px;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .by strong {
    color: var(--text-2);
    font-weight: var(--weight-bold);
  }
  .bubble {
    position: relative;
    max-width: min(640px, 88%);
    margin-top: 2px;
    padding: 8px 13px;
    border: 1px solid var(--line);
    border-radius: 4px var(--r-3) var(--r-3) var(--r-3);
    background: var(--surface);
    overflow-wrap: anywhere;
    transition:
      box-shadow var(--slow),
      background var(--slow);
  }
  .bubble + .bubble,
  .under + .bubble {
    border-radius: var(--r-3);
  }
  .ours .bubble {
    border-radius: var(--r-3) 4px var(--r-3) var(--r-3);
    border-color: transparent;
    background: var(--accent-soft);
  }
  :host(:dir(rtl)) .bubble {
    border-radius: var(--r-3) 4px var(--r-3) var(--r-3);
  }
  :host(:dir(rtl)) .ours .bubble {
    border-radius: 4px var(--r-3) var(--r-3) var(--r-3);
  }
  .ours.bot .bubble {
    border: 1px solid var(--line);
    background: var(--surface-2);
  }
  .note .bubble {
    border: 1px dashed color-mix(in srgb, var(--note) 55%, transparent);
    background: var(--note-soft);
  }
  .note .by,
  .note .by strong {
    color: var(--note);
  }
  .by .icon {
    align-self: center;
  }
  .bubble.upset::before {
    content: "";
    position: absolute;
    inset-block: 9px;
    inset-inline-start: -2px;
    width: 3px;
    border-radius: 3px;
    background: var(--bad);
  }
  .bubble.pressed {
    border-style: dashed;
    background: transparent;
    color: var(--text-2);
  }
  .bubble.pointed {
    box-shadow: 0 0 0 3px var(--focus);
  }
  .bubble:focus {
    outline: none;
  }
  .text {
    font-size: 0.9063rem;
    line-height: var(--leading);
  }
  .text :is(p, ul, ol, pre, blockquote, h3, h4) + :is(p, ul, ol, pre, blockquote, h3, h4) {
    margin-top: 8px;
  }
  .text h3,
  .text h4 {
    font-size: inherit;
    font-weight: var(--weight-bold);
  }
  .text ul {
    list-style: disc;
    padding-inline-start: 20px;
  }
  .text ol {
    list-style: decimal;
    padding-inline-start: 22px;
  }
  .text ol:lang(fa) {
    list-style-type: persian;
  }
  .text a {
    color: var(--accent-text);
    text-underline-offset: 2px;
  }
  .text code {
    padding: 1px 4px;
    border-radius: 4px;
    background: var(--surface-3);
    font: 0.85em var(--font-mono);
  }
  .text pre {
    overflow-x: auto;
    padding: 8px 10px;
    border-radius: var(--r-1);
    background: var(--surface-3);
  }
  .text blockquote {
    margin: 0;
    padding-inline-start: 10px;
    border-inline-start: 3px solid var(--line);
  }
  .cards {
    display: grid;
    gap: 2px;
    margin-top: 8px;
    padding-top: 6px;
    border-top: 1px solid var(--line);
  }
  .card {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 26px;
    font-size: var(--text-sm);
    color: var(--text-3);
  }
  .card a,
  .card span.title {
    color: var(--text);
    font-weight: var(--weight-medium);
  }
  .card a {
    text-decoration-color: var(--line-strong);
    text-underline-offset: 3px;
  }
  .card.further,
  .card.further a,
  .card.further span.title {
    font-weight: 400;
    color: var(--text-3);
  }
  .card .num {
    font-size: var(--text-xs);
  }
  .face.machine {
    color: var(--text-2);
    background: var(--surface-3);
  }
  .under {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    margin-top: 4px;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .verdict::part(trigger) {
    min-height: 24px;
    padding: 1px 8px;
    border: 1px solid transparent;
    border-radius: var(--r-full);
    background: transparent;
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: 400;
  }
  .verdict::part(trigger):hover {
    border-color: var(--line);
    color: var(--text);
  }
  .verdict.right::part(trigger) {
    color: var(--good);
  }
  .verdict.wrong::part(trigger) {
    color: var(--bad);
  }
  .verdict.other_case::part(trigger) {
    color: var(--warn);
  }
  .under .bad-text {
    color: var(--bad);
    font-weight: var(--weight-medium);
  }
  .faint .bubble {
    opacity: 0.72;
  }
  @media (max-width: 719px) {
    .group,
    .ours {
      grid-template-columns: minmax(0, 1fr);
    }
    .group > * {
      grid-column: 1;
    }
    .group > .face {
      display: none;
    }
    .bubble {
      max-width: 94%;
    }
  }
  .files {
    display: grid;
    gap: 6px;
    justify-items: start;
  }
  .text + .files {
    margin-block-start: 8px;
  }
`;
