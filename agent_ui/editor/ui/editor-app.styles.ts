/** How the panes of <baton-editor> lie. */
import { css } from "lit";

export const styles = css`
  .panes {
    position: relative;
    display: grid;
    grid-template-columns: minmax(280px, 340px) minmax(0, 1fr);
    min-height: 0;
  }
  .panes > * {
    min-width: 0;
    min-height: 0;
  }
  baton-articles {
    border-inline-end: 1px solid var(--line);
  }
  baton-ask {
    display: none;
    border-inline-start: 1px solid var(--line);
  }
  .panes.ask baton-ask {
    display: block;
  }
  @media (min-width: 1440px) {
    .panes,
    .panes.ask {
      grid-template-columns: 340px minmax(0, 1fr) 360px;
    }
    baton-ask {
      display: block;
    }
  }
  @media (min-width: 1100px) and (max-width: 1439px) {
    .panes.ask {
      grid-template-columns: 280px minmax(0, 1fr) 340px;
    }
  }
  @media (max-width: 1099px) {
    .panes.ask baton-ask {
      position: absolute;
      z-index: 20;
      inset-block: 0;
      inset-inline-end: 0;
      width: min(400px, 100%);
      box-shadow: var(--shadow-3);
    }
  }
  @media (max-width: 819px) {
    .panes {
      grid-template-columns: minmax(0, 1fr);
    }
    .panes.open baton-articles,
    .panes:not(.open) baton-article {
      display: none;
    }
    baton-articles {
      border: 0;
    }
  }
`;
