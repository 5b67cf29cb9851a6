/** How the page of <baton-reports> lies, on a screen and on paper. */
import { css } from "lit";

export const styles = css`
  main {
    min-width: 0;
    min-height: 0;
  }
  .page {
    max-width: 1680px;
    margin-inline: auto;
    padding: 20px clamp(12px, 3vw, 32px) 48px;
    display: grid;
    gap: 18px;
  }
  .page > * {
    min-width: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  h1 {
    font-size: var(--text-xl);
    flex: 1;
  }
  .range {
    display: none;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 190px), 1fr));
    gap: 12px;
  }
  .cards.first {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr));
  }
  .cards li {
    min-width: 0;
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: var(--r-3);
    background: var(--surface);
  }
  @media (max-width: 480px) {
    .cards,
    .cards.first {
      grid-template-columns: 1fr 1fr;
      gap: 8px;
    }
    .cards li {
      padding: 12px;
    }
  }
  .chapter {
    display: grid;
    gap: 12px;
    margin-top: 10px;
  }
  .chapter h2 {
    font-size: var(--text-lg);
  }
  .panels {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr));
    gap: 16px;
  }
  @media (min-width: 1500px) {
    .panels {
      grid-template-columns: 1fr 1fr;
    }
  }
  @media print {
    main {
      overflow: visible;
    }
    .page {
      padding: 0;
    }
    baton-filters,
    .head .btn {
      display: none;
    }
    .range {
      display: block;
    }
    .panels {
      grid-template-columns: 1fr 1fr;
    }
    .cards,
    .cards.first {
      grid-template-columns: repeat(4, 1fr);
    }
    .cards li {
      break-inside: avoid;
    }
    .chapter h2 {
      break-after: avoid;
    }
  }
`;
