/** Where somebody who asked for a person stands: the place in the queue, or the number of the ticket. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "../elements/decorators.js";
import { CLOCK, icon } from "../../shared/icons.js";
import type { QueuePlace, Ticket } from "../../shared/wire.js";
import { base } from "../elements/styles.js";
import type { PartWords } from "../words.js";
import { waitText } from "./wait.js";

@customElement("baton-place")
export class Place extends LitElement {
  @property() words!: PartWords;
  @property() ticket: Ticket | null = null;
  @property() place: QueuePlace | null = null;

  override render(): TemplateResult {
    return html`${icon(CLOCK, 18)}<span>${this.ticket ? this.number(this.ticket) : this.queue()}</span>`;
  }

  private number({ number, mail }: Ticket): TemplateResult {
    const { words } = this;
    return html`<strong>${words.t("ticket", { n: words.label(number) })}</strong>
      <small>${words.t(mail === "on" || mail === "failed" ? `ticket.${mail}` : "ticket.here")}</small>`;
  }

  private queue(): TemplateResult {
    const { words, place } = this;
    const wait = waitText(words, place);
    return html`<strong
        >${place ? words.t("queue.place", { n: place.position }) : words.t("queue.waiting")}</strong
      >
      ${wait ? html` · ${wait}` : null}
      <small>${words.t("queue.stay")}</small>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: flex-start;
        gap: var(--s-2);
        padding: 10px var(--s-4);
        background: var(--accent-soft);
        color: var(--accent-text);
        font-size: var(--text-sm);
      }
      .icon {
        margin-block-start: 1px;
      }
      strong {
        font-weight: var(--weight-bold);
      }
      small {
        display: block;
        color: var(--text-2);
        font-size: var(--text-xs);
      }
    `,
  ];
}
