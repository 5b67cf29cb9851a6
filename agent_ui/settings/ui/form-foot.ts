/** Below every form: who set it when, what is not saved, undo and save; and what to do when somebody was faster. */
import { html, nothing } from "lit";
import { icon } from "../../rooms/icons.js";
import { command, type Choice } from "../commands.js";
import type { DraftModel, Stamp } from "../models/draft.js";
import type { Form } from "../models/forms.js";
import type { SettingsWords } from "../words.js";
import { moment } from "./text.js";

export interface Footed {
  from: HTMLElement;
  words: SettingsWords;
  form: Form;
  model: DraftModel<Stamp, unknown>;
  busy: boolean;
}

export function formFoot(footed: Footed) {
  const { from, words, form, model, busy } = footed;
  const blocked = !model.changed || model.overtaken || busy;
  return html`${model.overtaken ? overtaken(footed) : nothing}
    <div class="foot">
      <p>
        ${
          model.changed
            ? html`<span class="chip lined">${words.t("form.unsaved")}</span>`
            : html`<span class="quiet">${stamp(words, model.saved)}</span>`
        }
        ${model.tried && !model.sound ? html`<span class="wrong" role="alert">${words.t("form.amiss")}</span>` : nothing}
      </p>
      ${
        model.changed
          ? html`<button class="btn bare" type="button" @click=${() => command(from, { do: "undo", form })}>
              ${words.t("dial.reset")}
            </button>`
          : nothing
      }
      <button
        class="btn main"
        type="button"
        ?disabled=${blocked}
        @click=${() => command(from, { do: "store", form })}
      >
        ${words.t("form.save")}
      </button>
    </div>`;
}

function overtaken({ from, words, form, busy }: Footed) {
  const choice = (keep: Choice) =>
    html`<button
      class="btn"
      type="button"
      ?disabled=${busy}
      @click=${() => command(from, { do: "settle", form, keep })}
    >
      ${words.t(`form.${keep}`)}
    </button>`;
  return html`<div class="overtaken" role="alert">
    ${icon("alert", 16)}
    <p>${words.t("form.overtaken")}</p>
    ${choice("theirs")} ${choice("mine")}
  </div>`;
}

function stamp(words: SettingsWords, saved: Stamp | null): string {
  if (!saved?.at) return words.t("form.start");
  return words.t("form.since", { when: moment(words, saved.at), name: saved.by ?? "" });
}
