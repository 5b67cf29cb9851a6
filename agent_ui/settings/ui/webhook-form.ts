/** A webhook that is written: where it goes, what it hears of, on or off. */
import { html, nothing } from "lit";
import { command } from "../commands.js";
import {
  EVENTS,
  type EventGroup,
  type HookDraft,
  type HookEvent,
  type WebhooksModel,
} from "../models/webhooks.js";
import type { WebhooksAsk } from "../keepers/webhooks.js";
import type { SettingsWords } from "../words.js";

export interface Written {
  from: HTMLElement;
  words: SettingsWords;
  model: WebhooksModel;
  draft: HookDraft;
  busy: boolean;
}

const GROUPS = Object.keys(EVENTS) as EventGroup[];

export function webhookForm({ from, words, model, draft, busy }: Written) {
  const act = (detail: WebhooksAsk) => command(from, { do: "keep", what: "webhooks", ask: detail });
  const edit = (parts: Partial<HookDraft>) => act({ on: "edit", draft: { ...draft, ...parts } });
  const problems = model.tried ? model.problems : new Set<string>();
  const value = (event: Event) => (event.target as HTMLInputElement).value;
  const submit = (event: Event) => {
    event.preventDefault();
    act({ on: "store" });
  };
  return html`<section aria-labelledby="form">
    <h2 id="form">${words.t(draft.id ? "hooks.edit" : "hooks.add")}</h2>
    <form class="fields" novalidate @submit=${submit}>
      <label class="field"
        >${words.t("hooks.url")}
        <input
          class="input"
          name="url"
          type="url"
          dir="ltr"
          required
          autocomplete="off"
          placeholder="https://"
          aria-invalid=${problems.has("url") ? "true" : "false"}
          aria-describedby=${problems.has("url") ? "url-wrong" : "url-hint"}
          .value=${draft.url}
          @input=${(event: Event) => edit({ url: value(event) })}
        />
        ${
          problems.has("url")
            ? html`<span class="wrong" id="url-wrong" role="alert">${words.t("hooks.url.wrong")}</span>`
            : html`<span class="hint" id="url-hint">${words.t("hooks.url.hint")}</span>`
        }
      </label>
      <label class="field"
        >${words.t("hooks.name")}
        <input
          class="input"
          name="name"
          maxlength="100"
          autocomplete="off"
          dir="auto"
          .value=${draft.name}
          @input=${(event: Event) => edit({ name: value(event) })}
        />
      </label>
      <fieldset aria-describedby=${problems.has("events") ? "events-wrong" : nothing}>
        <legend>${words.t("hooks.events")}</legend>
        ${
          problems.has("events")
            ? html`<p class="wrong" id="events-wrong" role="alert">${words.t("hooks.events.wrong")}</p>`
            : nothing
        }
        <div class="kinds">${GROUPS.map((group) => kind(words, group, draft, edit))}</div>
      </fieldset>
      <label class="tick">
        <input
          type="checkbox"
          .checked=${draft.active}
          @change=${(event: Event) => edit({ active: (event.target as HTMLInputElement).checked })}
        />
        ${words.t("hooks.active")}
      </label>
      <div class="row">
        <button class="btn main" type="submit" ?disabled=${busy}>${words.t("form.save")}</button>
        <button class="btn bare" type="button" @click=${() => act({ on: "leave" })}>
          ${words.t("room.cancel")}
        </button>
      </div>
    </form>
  </section>`;
}

function kind(
  words: SettingsWords,
  group: EventGroup,
  draft: HookDraft,
  edit: (parts: Partial<HookDraft>) => void,
) {
  const toggle = (event: HookEvent) => {
    const others = draft.events.filter((one) => one !== event);
    edit({ events: others.length < draft.events.length ? others : [...others, event] });
  };
  return html`<div>
    <h4>${words.t(`hooks.group.${group}`)}</h4>
    <ul>
      ${EVENTS[group].map(
        (event) =>
          html`<li>
            <label class="tick">
              <input
                type="checkbox"
                name=${event}
                .checked=${draft.events.includes(event)}
                @change=${() => toggle(event)}
              />
              <span>${words.t(`hook.${event}`)} <code>${event}</code></span>
            </label>
          </li>`,
      )}
    </ul>
  </div>`;
}
