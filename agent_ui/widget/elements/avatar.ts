/** The face beside a message: a robot for the bot; for a person initials, and a picture over them. */
import { html, css, type TemplateResult } from "lit";
import { BOT, icon, PERSON } from "../../shared/icons.js";
import { initials } from "../../shared/timeline.js";
import type { Author } from "../../shared/wire.js";

export function avatar({ type, name, picture }: Author, large = false): TemplateResult {
  const face = name ? initials(name) : icon(type === "agent" ? PERSON : BOT, large ? 24 : 17);
  return html`<span class="avatar ${type} ${large ? "large" : ""}" aria-hidden="true"
    >${face}${picture ? html`<img alt src=${picture} />` : null}</span
  >`;
}

export const avatarStyles = css`
  .avatar {
    position: relative;
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
  }
  .avatar.large {
    inline-size: 40px;
    block-size: 40px;
    font-size: 15px;
  }
  .avatar img {
    position: absolute;
    inline-size: inherit;
    border-radius: inherit;
  }
  .avatar.agent {
    background: var(--accent);
    color: var(--on-accent);
  }
`;
