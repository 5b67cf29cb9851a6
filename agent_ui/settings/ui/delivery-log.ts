/** What a webhook was told: how each went, what stood in it, and once more. */
import { html, nothing } from "lit";
import { command } from "../commands.js";
import { pretty, type Delivery, type WebhooksModel } from "../models/webhooks.js";
import type { WebhooksAsk } from "../keepers/webhooks.js";
import type { SettingsWords } from "../words.js";
import { moment } from "./text.js";

const ID_HEADER = "webhook-id";
const CHIPS = { waiting: "warn", delivered: "good", dead: "bad" } as const;

export function deliveryLog(from: HTMLElement, words: SettingsWords, model: WebhooksModel, busy: boolean) {
  const act = (detail: WebhooksAsk) => command(from, { do: "keep", what: "webhooks", ask: detail });
  const { log } = model;
  return html`<div class="log">
    <div class="head">
      <h3 id="log">${words.t("hooks.log")}</h3>
      <button class="btn bare small" type="button" @click=${() => act({ on: "open", id: model.opened })}>
        ${words.t("hooks.reload")}
      </button>
    </div>
    ${log === null ? html`<p class="hint">${words.t("room.loading")}</p>` : nothing}
    ${log?.length === 0 ? html`<p class="hint">${words.t("hooks.log.none")}</p>` : nothing}
    <ul aria-labelledby="log">
      ${log?.map((one) => html`<li>${row(words, one, busy, act)}</li>`)}
    </ul>
    ${
      model.more
        ? html`<button class="btn" type="button" ?disabled=${busy} @click=${() => act({ on: "older" })}>
            ${words.t("hooks.older")}
          </button>`
        : nothing
    }
  </div>`;
}

function row(words: SettingsWords, one: Delivery, busy: boolean, act: (detail: WebhooksAsk) => void) {
  return html`<details>
    <summary>
      <span class="chip ${CHIPS[one.state]}">${words.t(`delivery.${one.state}`)}</span>
      <span class="event">${words.t(`hook.${one.event}`)}</span>
      <span class="when">${moment(words, one.created_at)}</span>
      ${one.tries > 0 ? html`<span class="how">${how(words, one)}</span>` : nothing}
    </summary>
    <div class="inside">
      ${one.problem ? html`<p class="problem" dir="ltr">${one.problem}</p>` : nothing}
      ${
        one.state === "waiting" && one.tries > 0
          ? html`<p>${words.t("delivery.next", { when: moment(words, one.due_at) })}</p>`
          : nothing
      }
      <p><span class="chip lined">${ID_HEADER}</span> <span class="id" dir="ltr">${one.id}</span></p>
      <pre dir="ltr" tabindex="0" aria-label=${words.t("delivery.body")}>${pretty(one.body)}</pre>
      ${
        one.state === "waiting"
          ? nothing
          : html`<p>
              <button
                class="btn small"
                type="button"
                ?disabled=${busy}
                @click=${() => act({ on: "again", delivery: one })}
              >
                ${words.t("delivery.again")}
              </button>
            </p>`
      }
    </div>
  </details>`;
}

/** Such as "Status 503 · 41 ms · 2 tries". */
function how(words: SettingsWords, one: Delivery): string {
  const status =
    one.status === null
      ? words.t("delivery.no_answer")
      : words.t("delivery.status", { status: words.label(one.status) });
  const spent = words.t("delivery.ms", { ms: one.milliseconds ?? 0 });
  return [status, spent, words.n("delivery.tries", one.tries)].join(" · ");
}
