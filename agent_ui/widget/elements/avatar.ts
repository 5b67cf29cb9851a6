/** The face beside a message: a robot for the bot, initials for a person. */
import { html, css, type TemplateResult } from "lit";
import { BOT, icon, PERSON } from "../../shared/icons.js";
import { initials } from "../../shared/timeline.js";
import type { Author } from "../../shared/wire.js";

export function avatar(author: Author, large = false): TemplateResult {
  const size = large ? 24 : 17;
  const name = author.type === "agent" ? author.name : null;
  const face = name ? initials(name) : icon(author.type === "agent" ? PERSON : BOT, size);
  return html`<span class="avatar ${author.type} ${large ? "large" : ""}" aria-hidden="true">${face}</span>`;
}

export const avatarStyles = css`
  .avatar {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 28px;
    block-size: 28px;
    border-radius: var(--r-full);
    background: var(--logo, var(--accent-soft)) center / cover;
    color: var(--logo-ink, var(--accent-text));
    font-size: 11px;
    font-weight: var(--weight-bold);
    line-height: 1;
  }
  .avatar.large {
    inline-size: 40px;
    block-size: 40px;
    font-size: 15px;
  }
  .avatar.agent {
    background: var(--accent);
    color: var(--on-accent);
  }
`;
