/** Whose product this is, which room one stands in, and one step to the others. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Role } from "../shared/wire.js";
import { base } from "./base.js";
import { icon, mark } from "./icons.js";
import { roomsOf, type Room } from "./rooms.js";
import type { RoomWords } from "./words.js";

@customElement("room-brand")
export class RoomBrand extends LitElement {
  @property({ attribute: false }) words!: RoomWords;
  @property() room!: Room;
  /** Nobody is logged in yet while this is undefined. */
  @property({ attribute: false }) admitted: Role | undefined;

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 20px;
        min-width: 0;
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 10px;
        font-weight: var(--weight-bold);
        letter-spacing: -0.01em;
        white-space: nowrap;
      }
      small {
        color: var(--text-3);
        font-size: var(--text-sm);
        font-weight: 400;
        letter-spacing: 0;
      }
      nav {
        display: none;
        gap: 2px;
      }
      a {
        display: flex;
        align-items: center;
        gap: 6px;
        min-height: 36px;
        padding: 0 10px;
        border-radius: var(--r-1);
        color: var(--text-2);
        font-size: var(--text-sm);
        text-decoration: none;
        white-space: nowrap;
      }
      a:hover {
        background: var(--surface-2);
        color: var(--text);
      }
      a[aria-current] {
        background: var(--accent-soft);
        color: var(--accent-text);
        font-weight: var(--weight-medium);
      }
      @media (min-width: 1000px) {
        nav {
          display: flex;
        }
        :host([ways]) small {
          display: none;
        }
      }
      @media (max-width: 1279px) {
        a span {
          display: none;
        }
      }
      @media (max-width: 400px) {
        small {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { words, room } = this;
    const open = this.admitted ? roomsOf(this.admitted).filter(({ own }) => !own) : [];
    // A single room is no choice, but one's own account needs the way back to it.
    const ways = open.some((one) => one.room !== room);
    this.toggleAttribute("ways", ways);
    return html`
      <div class="brand">
        ${mark(28)}<span part="name">Baton <small part="room">${words.t(`room.${room}`)}</small></span>
      </div>
      ${
        ways
          ? html`<nav aria-label=${words.t("room.rooms")}>
              ${open.map((one) => {
                const name = words.t(`room.${one.room}`);
                return html`<a
                  href="/${one.room}"
                  aria-current=${one.room === room ? "page" : nothing}
                  aria-label=${name}
                  title=${name}
                  >${icon(one.icon, 16)}<span>${name}</span></a
                >`;
              })}
            </nav>`
          : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "room-brand": RoomBrand;
  }
}
