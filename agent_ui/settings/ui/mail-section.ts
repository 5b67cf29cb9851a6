/** "E-mail": how it is set up, whether the servers let us in, and what was given up. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { command } from "../commands.js";
import type { DeadMail, Finding, MailAsk, MailKeeper, MailServer, MailSettings } from "../keepers/mail.js";
import { form } from "./form.styles.js";
import { KeeperPart } from "./part.js";
import { section } from "./section.styles.js";
import "./suppression-list.js";
import { moment } from "./text.js";

const VARIABLES = { outgoing: "BATON_SMTP_URL", incoming: "BATON_IMAP_URL" } as const;

@customElement("baton-mail")
export class MailSection extends KeeperPart<MailKeeper> {
  static override styles = [
    base,
    section,
    form,
    css`
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr));
        gap: 16px;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 6px 16px;
        margin: 12px 0 0;
        font-size: var(--text-sm);
      }
      dt {
        color: var(--text-3);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      code {
        overflow-wrap: anywhere;
        unicode-bidi: isolate;
      }
      .checked li {
        display: flex;
        align-items: baseline;
        gap: 8px;
        padding: 8px 0;
        font-size: var(--text-sm);
        overflow-wrap: anywhere;
      }
      .checked .icon {
        flex: none;
        align-self: center;
      }
      .ok .icon {
        color: var(--good);
      }
      .problem .icon {
        color: var(--bad);
      }
      .dead li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        padding: 12px 0;
        border-top: 1px solid var(--line);
        font-size: var(--text-sm);
      }
      .dead li > div {
        display: grid;
        flex: 1 1 240px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .quiet {
        color: var(--text-3);
        font-size: var(--text-xs);
      }
    `,
  ];

  override render() {
    const { words, keeper, busy } = this;
    const { known } = keeper;
    if (!known) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.mail")}</h1>
      <p class="lead">${words.t("mail.lead")}</p>
      <div class="pair">${this.server("outgoing", known)} ${this.server("incoming", known)}</div>
      <section aria-labelledby="check">
        <h2 id="check">${words.t("mail.check.heading")}</h2>
        <p class="hint">${words.t("mail.check.hint")}</p>
        <p class="add">
          <button
            class="btn main check"
            type="button"
            ?disabled=${busy}
            @click=${() => this.ask({ on: "check" })}
          >
            ${words.t("mail.check")}
          </button>
        </p>
        <div role="status">
          ${
            keeper.findings
              ? html`<ul class="checked">
                  ${keeper.findings.map((one) => this.finding(one))}
                </ul>`
              : nothing
          }
        </div>
      </section>
      ${this.dead(known)}
      <baton-suppressions
        .words=${words}
        .keeper=${keeper}
        .version=${this.version}
        ?busy=${busy}
      ></baton-suppressions>
    `;
  }

  private server(side: "outgoing" | "incoming", known: MailSettings) {
    const { words } = this;
    const server = known[side];
    return html`<section aria-labelledby=${side}>
      <h2 id=${side}>${words.t(`mail.${side}`)}</h2>
      ${
        server
          ? html`<dl>
              ${this.facts(server)}
              ${
                side === "outgoing"
                  ? html`<dt>${words.t("mail.sender")}</dt>
                      <dd dir="auto">
                        ${[known.sender_name, known.sender_address].filter(Boolean).join(" · ")}
                      </dd>
                      <dt>${words.t("mail.window")}</dt>
                      <dd>${words.n("mail.seconds", known.window_seconds)}</dd>
                      <dt>${words.t("mail.waiting")}</dt>
                      <dd>${words.number(known.waiting)}</dd>`
                  : html`<dt>${words.t("mail.pause")}</dt>
                      <dd>${words.n("mail.seconds", known.pause_seconds)}</dd>`
              }
            </dl>`
          : html`<p class="hint">
              ${words.t(`mail.${side}.none`)} <code dir="ltr">${VARIABLES[side]}</code>
            </p>`
      }
    </section>`;
  }

  private facts({ host, port, tls, user, folder }: MailServer) {
    const { words } = this;
    return html`<dt>${words.t("mail.server")}</dt>
      <dd><code dir="ltr">${host}:${port}</code></dd>
      <dt>${words.t("mail.secure")}</dt>
      <dd>${words.t(tls ? "mail.secure.tls" : "mail.secure.offered")}</dd>
      ${
        user
          ? html`<dt>${words.t("mail.user")}</dt>
              <dd><code dir="ltr">${user}</code></dd>`
          : nothing
      }
      ${
        folder
          ? html`<dt>${words.t("mail.folder")}</dt>
              <dd><code dir="ltr">${folder}</code></dd>`
          : nothing
      }`;
  }

  private finding({ name, verdict, found, remedy }: Finding) {
    const good = verdict === "ok";
    return html`<li class=${good ? "ok" : "problem"}>
      ${icon(good ? "check" : "alert", 16)}
      <span dir="ltr"><strong>${name}</strong>: ${found} ${remedy}</span>
    </li>`;
  }

  private dead({ dead }: MailSettings) {
    const { words } = this;
    return html`<section aria-labelledby="dead">
      <h2 id="dead">${words.t("mail.dead")}</h2>
      <p class="hint">${words.t(dead.length > 0 ? "mail.dead.hint" : "mail.dead.none")}</p>
      <ul class="dead">
        ${dead.map((one) => html`<li>${this.given(one)}</li>`)}
      </ul>
    </section>`;
  }

  private given(one: DeadMail) {
    const { words, busy } = this;
    const copy = one.kind === "transcript" ? words.t("mail.copy") : "";
    const ticket = one.ticket === null ? "" : words.t("mail.ticket", { number: words.label(one.ticket) });
    return html`<div>
        <strong dir="ltr">${one.address}</strong>
        <span dir="ltr">${one.problem}</span>
        <span class="quiet"
          >${[copy, ticket, one.at ? moment(words, one.at) : ""].filter(Boolean).join(" · ")}</span
        >
      </div>
      ${
        one.undeliverable || one.suppressed
          ? html`<span class="chip bad">${words.t("mail.bounced")}</span>`
          : nothing
      }
      <a class="btn small" href=${`/console#${one.conversation_id}`}>${words.t("mail.look")}</a>
      <button
        class="btn small"
        type="button"
        ?disabled=${busy || one.suppressed}
        title=${one.suppressed ? words.t("mail.again.first") : nothing}
        @click=${() => this.ask({ on: "again", mail: one })}
      >
        ${words.t("mail.again")}
      </button>`;
  }

  private ask(ask: MailAsk): void {
    command(this, { do: "keep", what: "mail", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-mail": MailSection;
  }
}
