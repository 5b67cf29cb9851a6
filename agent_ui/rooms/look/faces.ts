/** Who somebody is and whether they are there; and what stands where there is nobody. */
import { css } from "lit";

export const faces = css`
  .face {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    font-size: var(--text-sm);
    font-weight: var(--weight-bold);
    line-height: 1;
    user-select: none;
    --ink: light-dark(hsl(var(--hue) 45% 26%), hsl(var(--hue) 55% 82%));
    color: var(--ink);
    background: light-dark(hsl(var(--hue) 42% 89%), hsl(var(--hue) 26% 24%));
  }
  .face[data-letters]::before {
    content: attr(data-letters);
  }
  .face.small {
    width: 28px;
    height: 28px;
    font-size: var(--text-xs);
  }
  .hue-0 {
    --hue: 172;
  }
  .hue-1 {
    --hue: 214;
  }
  .hue-2 {
    --hue: 262;
  }
  .hue-3 {
    --hue: 330;
  }
  .hue-4 {
    --hue: 28;
  }
  .hue-5 {
    --hue: 92;
  }
  @media (forced-colors: active) {
    .face {
      border: 1px solid;
    }
  }
  .face > img {
    position: absolute;
    inset: 0;
    width: 100%;
    border-radius: 50%;
  }
  .dot {
    flex: none;
    display: inline-block;
    width: 9px;
    height: 9px;
    border-radius: 50%;
    background: var(--line-strong);
  }
  .dot.online {
    background: var(--good);
  }
  .dot.away {
    background: none;
    box-shadow: inset 0 0 0 3px var(--warn);
  }
  .dot.offline {
    background: none;
    box-shadow: inset 0 0 0 2px var(--line-strong);
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 40px 24px;
    color: var(--text-3);
    font-size: var(--text-sm);
    text-align: center;
  }
  .empty h2 {
    color: var(--text);
    font-size: var(--text-md);
    font-weight: var(--weight-bold);
  }
`;
