/** "Webhooks": who outside is told what, a test, the log, and a secret that is shown once. */
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { icon } from "../../rooms/icons.js";
import { command } from "../commands.js";
import {
  standing,
  titleOf,
  type Question,
  type Standing,
  type Webhook,
  type WebhooksModel,
} from "../models/webhooks.js";
import type { WebhooksAsk } from "../keepers/webhooks.js";
import { deliveryLog } from "./delivery-log.js";
import { form } from "./form.styles.js";
import { ModelPart } from "./part.js";
import { section } from "./section.styles.js";
import { moment } from "./text.js";
import { webhookForm } from "./webhook-form.js";
import { styles } from "./webhooks-section.styles.js";

const CHIPS: Readonly<Record<Standing, string>> = {
  on: "good",
  failing: "warn",
  off: "",
  off_failing: "bad",
  off_gone: "bad",
};

@customElement("baton-webhooks")
export class WebhooksSection extends ModelPart<WebhooksModel> {
  @property({ type: Boolean }) closed = false;
  private writing: string | null = null;

  static override styles = [base, section, form, styles];

  override render() {
    const { words, model } = this;
    const { webhooks, draft } = model;
    if (!webhooks) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.webhooks")}</h1>
      <p class="lead">${words.t("hooks.lead")}</p>
      ${model.secret ? this.secret(model.secret) : nothing}
      ${webhooks.map((one) => (draft?.id === one.id ? this.written() : this.card(one)))}
      ${webhooks.length === 0 && !draft ? html`<section><p class="quiet">${words.t("hooks.none")}</p></section>` : nothing}
      ${draft?.id === null ? this.written() : nothing}
      ${
        draft
          ? nothing
          : html`<p>
              <button class="btn main add-one" type="button" @click=${() => this.act({ on: "write" })}>
                ${icon("plus", 16)}${words.t("hooks.add")}
              </button>
            </p>`
      }
      ${model.question && !this.closed ? this.question(model.question) : nothing}
    `;
  }

  /** Whoever begins to write is in the first field; who has left stands where they came from. */
  protected override updated(): void {
    const writing = this.model.draft ? (this.model.draft.id ?? "new") : null;
    if (writing === this.writing) return;
    const left = this.writing;
    this.writing = writing;
    const add = this.renderRoot.querySelector<HTMLElement>(".add-one");
    const field = this.renderRoot.querySelector<HTMLElement>("input[name=url]");
    const change = left ? this.renderRoot.querySelector<HTMLElement>(`[data-change="${left}"]`) : null;
    (writing ? field : (change ?? add))?.focus();
  }

  private written() {
    const { words, model, busy } = this;
    return model.draft ? webhookForm({ from: this, words, model, draft: model.draft, busy }) : nothing;
  }

  private card(webhook: Webhook) {
    const { words, model, busy } = this;
    const stands = standing(webhook);
    const open = model.opened === webhook.id;
    const ask = (what: Question["what"]) => this.act({ on: "ask", question: { about: webhook.id, what } });
    return html`<section aria-label=${titleOf(webhook)}>
      <div class="title">
        <h2 dir="auto">${titleOf(webhook)}</h2>
        <span class="chip ${CHIPS[stands]}">${words.t(`hooks.stands.${stands}`)}</span>
        <span class="chip lined">${words.n("hooks.hears", webhook.events.length)}</span>
      </div>
      <p class="address" dir="ltr">${webhook.url}</p>
      ${this.why(webhook, stands)}
      <div class="acts">
        <button
          class="btn"
          type="button"
          ?disabled=${busy}
          @click=${() => this.act({ on: "test", id: webhook.id })}
        >
          ${words.t("hooks.test")}
        </button>
        <button
          class="btn"
          type="button"
          aria-expanded=${open ? "true" : "false"}
          @click=${() => this.act({ on: "open", id: open ? null : webhook.id })}
        >
          ${words.t("hooks.log")}
        </button>
        <button
          class="btn"
          type="button"
          data-change=${webhook.id}
          @click=${() => this.act({ on: "write", webhook })}
        >
          ${words.t("hooks.edit.button")}
        </button>
        <button class="btn bare" type="button" @click=${() => ask("rotate")}>
          ${words.t("hooks.rotate")}
        </button>
        <button class="btn bare bad" type="button" @click=${() => ask("drop")}>
          ${words.t("hooks.drop")}
        </button>
      </div>
      ${open ? deliveryLog(this, words, model, busy) : nothing}
    </section>`;
  }

  private why(webhook: Webhook, stands: Standing) {
    const { words } = this;
    const since = stands === "failing" ? webhook.failing_since : webhook.off_at;
    const two = webhook.old_secret_until;
    return html`
      ${
        stands === "on" || stands === "off" || !since
          ? nothing
          : html`<p class="why">
              ${icon("alert", 16)}<span
                >${words.t(`hooks.why.${stands}`, { when: moment(words, since) })}</span
              >
            </p>`
      }
      ${two ? html`<p class="hint">${words.t("hooks.both", { when: words.moment(two) })}</p>` : nothing}
    `;
  }

  private secret({ id, secret }: { id: string; secret: string }) {
    const { words, model } = this;
    return html`<section class="secret" aria-labelledby="secret" role="status">
      <h2 id="secret">${words.t("hooks.secret", { name: model.nameOf(id) })}</h2>
      <p class="hint">${words.t("hooks.secret.hint")}</p>
      <div class="row">
        <code dir="ltr" tabindex="0">${secret}</code>
        <button class="btn" type="button" @click=${() => void navigator.clipboard.writeText(secret)}>
          ${words.t("hooks.copy")}
        </button>
        <button class="btn bare" type="button" @click=${() => this.act({ on: "hide_secret" })}>
          ${words.t("hooks.kept")}
        </button>
      </div>
    </section>`;
  }

  private question({ about, what }: Question) {
    const { words, model } = this;
    return html`<room-dialog
      heading=${words.t(`hooks.${what}.ask`, { name: model.nameOf(about) })}
      closeLabel=${words.t("room.close")}
      @leave=${() => this.act({ on: "ask", question: null })}
    >
      <p>${words.t(`hooks.${what}.hint`)}</p>
      <p class="acts">
        <button
          class="btn main ${what === "drop" ? "bad" : ""}"
          type="button"
          @click=${() => this.act({ on: "answer" })}
        >
          ${words.t(`hooks.${what}`)}
        </button>
        <button class="btn" type="button" @click=${() => this.act({ on: "ask", question: null })}>
          ${words.t("room.cancel")}
        </button>
      </p>
    </room-dialog>`;
  }

  private act(ask: WebhooksAsk): void {
    command(this, { do: "keep", what: "webhooks", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-webhooks": WebhooksSection;
  }
}
