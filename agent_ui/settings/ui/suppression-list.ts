/** Addresses that get no e-mail and why; search, lift one after a question, and who lifted which. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { command } from "../commands.js";
import type { MailAsk, MailKeeper, Suppression } from "../keepers/mail.js";
import { editing } from "./editing.styles.js";
import { form } from "./form.styles.js";
import { list } from "./list.styles.js";
import { KeeperPart } from "./part.js";
import { section } from "./section.styles.js";
import { moment } from "./text.js";

@customElement("baton-suppressions")
export class SuppressionList extends KeeperPart<MailKeeper> {
  static override styles = [
    base,
    section,
    form,
    list,
    editing,
    css`
      :host {
        max-width: none;
        margin: 0;
        padding: 0;
      }
      .bar,
      details {
        margin-top: 12px;
      }
      summary {
        cursor: pointer;
        font-size: var(--text-sm);
      }
    `,
  ];

  override render() {
    const { words, keeper } = this;
    const found = keeper.suppressions;
    if (!found) return nothing;
    const searched = keeper.query.trim() !== "";
    return html`<section aria-labelledby="suppressed">
        <h2 id="suppressed">${words.t("suppressed.heading")}</h2>
        <p class="hint">${words.t(found.total > 0 || searched ? "suppressed.hint" : "suppressed.none")}</p>
        ${
          found.total > 0 || found.lifted.length > 0 || searched
            ? html`<div class="bar">
                <input
                  class="input"
                  type="search"
                  dir="ltr"
                  maxlength="254"
                  placeholder=${words.t("suppressed.search")}
                  aria-label=${words.t("suppressed.search")}
                  .value=${keeper.query}
                  @input=${(event: Event) =>
                    this.ask({ on: "search", query: (event.target as HTMLInputElement).value })}
                />
              </div>`
            : nothing
        }
        <ul class="rows" aria-labelledby="suppressed">
          ${found.in_force.map((one) => this.row(one))}
        </ul>
        <p class="hint" role="status">
          ${
            searched && found.in_force.length === 0
              ? words.t("list.nothing")
              : !searched && found.total > found.in_force.length
                ? words.t("suppressed.more", {
                    shown: words.number(found.in_force.length),
                    total: words.number(found.total),
                  })
                : nothing
          }
        </p>
        ${found.lifted.length > 0 ? this.record(found.lifted) : nothing}
      </section>
      ${this.lifting()}`;
  }

  private row(one: Suppression) {
    const { words } = this;
    return html`<li>
      <div class="who">
        <b><bdi dir="ltr">${one.address}</bdi></b>
        <small>${moment(words, one.at)}</small>
        ${one.problem ? html`<small><bdi dir="ltr">${one.problem}</bdi></small>` : nothing}
      </div>
      <span class="chip ${one.reason === "complained" ? "bad" : ""}"
        >${words.t(`suppressed.${one.reason}`)}</span
      >
      <div class="deeds">
        <button
          class="btn small"
          type="button"
          ?disabled=${this.busy}
          aria-label=${words.t("suppressed.lift.what", { address: one.address })}
          @click=${() => this.ask({ on: "lift", suppression: one })}
        >
          ${words.t("suppressed.lift")}
        </button>
      </div>
    </li>`;
  }

  private record(lifted: readonly Suppression[]) {
    const { words } = this;
    return html`<details>
      <summary>${words.t("suppressed.record")}</summary>
      <ul class="changes">
        ${lifted.map(
          (one) =>
            html`<li>
              <bdi dir="ltr">${one.address}</bdi>
              <span
                >${
                  one.lifted_by_name
                    ? words.t("suppressed.by", { name: one.lifted_by_name })
                    : words.t("suppressed.by.mail")
                }</span
              >
              <time datetime=${one.lifted_at ?? ""}
                >${one.lifted_at ? moment(words, one.lifted_at) : ""}</time
              >
            </li>`,
        )}
      </ul>
    </details>`;
  }

  private lifting() {
    const { words, keeper } = this;
    const { lifting } = keeper;
    if (!lifting) return nothing;
    const answer = (yes: boolean) => () => this.ask({ on: "answer", yes });
    return html`<room-dialog
      heading=${words.t("suppressed.ask")}
      closeLabel=${words.t("room.close")}
      @leave=${answer(false)}
    >
      <p>
        <b><bdi dir="ltr">${lifting.address}</bdi></b>
      </p>
      <p>${words.t(`suppressed.ask.${lifting.reason}`)}</p>
      <br />
      <div class="actions">
        <button class="btn bare" type="button" @click=${answer(false)}>${words.t("room.cancel")}</button>
        <button class="btn main" type="button" @click=${answer(true)}>${words.t("suppressed.lift")}</button>
      </div>
    </room-dialog>`;
  }

  private ask(ask: MailAsk): void {
    command(this, { do: "keep", what: "mail", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-suppressions": SuppressionList;
  }
}
