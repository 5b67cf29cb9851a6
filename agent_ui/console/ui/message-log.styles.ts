/** How <baton-log> looks. */
import { css } from "lit";

export const styles = css`
  .earlier {
    padding: 8px;
    color: var(--text-3);
    font-size: var(--text-xs);
    text-align: center;
  }
  :host {
    position: relative;
    min-height: 0;
  }
  .scroll {
    height: 100%;
    padding: 20px 20px 12px;
  }
  .column {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    max-width: 860px;
    margin: 0 auto;
  }
  .day {
    display: flex;
    align-items: center;
    gap: 12px;
    margin: 6px 0;
    color: var(--text-3);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
  }
  .day::before,
  .day::after {
    content: "";
    flex: 1;
    height: 1px;
    background: var(--line);
  }
  .activity {
    justify-self: center;
    max-width: 90%;
    padding: 3px 12px;
    border-radius: var(--r-3);
    color: var(--text-3);
    font-size: var(--text-xs);
    line-height: 1.5;
    text-align: center;
  }
  .activity time {
    margin-inline-start: 6px;
  }
  .activity .task {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    color: var(--note);
    font-weight: var(--weight-medium);
  }
  .activity:has(baton-merged) {
    justify-self: stretch;
    max-width: none;
  }
  .activity.pointed {
    background: var(--accent-soft);
    color: var(--text);
  }
  .typing {
    min-height: 22px;
    color: var(--text-3);
    font-size: var(--text-xs);
  }
  .typing span {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .typing i {
    display: inline-flex;
    gap: 3px;
  }
  .typing b {
    width: 5px;
    height: 5px;
    border-radius: 50%;
    background: currentColor;
    animation: beat 1.2s infinite;
  }
  .typing b:nth-child(2) {
    animation-delay: 0.15s;
  }
  .typing b:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes beat {
    30% {
      opacity: 0.25;
    }
  }
  .latest {
    position: absolute;
    inset-block-end: 12px;
    inset-inline: 0;
    width: max-content;
    margin: 0 auto;
    border-radius: var(--r-full);
    box-shadow: var(--shadow-2);
  }
  @media (max-width: 719px) {
    .scroll {
      padding: 14px 12px 8px;
    }
  }
`;
