/** How the bar on top looks. */
import { css } from "lit";

export const styles = css`
  :host {
    position: relative;
    z-index: 25;
    display: flex;
    align-items: center;
    gap: 8px;
    height: 56px;
    padding: 0 16px;
    background: var(--surface);
  }
  .mentions .new {
    min-width: 16px;
    padding: 0 4px;
    border-radius: var(--r-full);
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.6875rem;
    font-weight: 700;
    line-height: 16px;
  }
  .load {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline: 8px;
    color: var(--text-2);
    font-size: var(--text-sm);
    white-space: nowrap;
  }
  .bar {
    display: flex;
    gap: 3px;
  }
  .bar i {
    width: 6px;
    height: 14px;
    border-radius: 3px;
    background: var(--surface-3);
  }
  .bar i.on {
    background: var(--accent);
  }
  .bar.full i.on {
    background: var(--warn);
  }
  .available::part(trigger) {
    border-color: var(--line);
    color: var(--text);
  }
  .available .icon {
    color: var(--text-3);
  }
  .account::part(trigger) {
    padding: 2px 6px 2px 2px;
    border-radius: var(--r-full);
    color: var(--text);
  }
  :host(:dir(rtl)) .account::part(trigger) {
    padding: 2px 2px 2px 6px;
  }
  .name {
    max-width: 160px;
  }
  .rule {
    width: 1px;
    height: 24px;
    margin-inline: 4px;
    background: var(--line);
  }
  @media (max-width: 900px) {
    .name,
    room-brand::part(room),
    .rule,
    .account .icon-chevron {
      display: none;
    }
  }
  @media (max-width: 400px) {
    .palette,
    .load,
    .available .said {
      display: none;
    }
    .available::part(trigger),
    .mentions::part(trigger) {
      padding-inline: 6px;
    }
  }
  @media (max-width: 719px) {
    :host {
      gap: 2px;
      padding: 0 10px;
    }
    room-brand::part(name),
    .bar {
      display: none;
    }
    .account::part(trigger),
    :host(:dir(rtl)) .account::part(trigger) {
      padding: 2px;
    }
  }
`;
