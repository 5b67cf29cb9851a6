/** Below what is written in a dialog: what is amiss, who was faster, what would be lost, and the way out. */
import { html, nothing } from "lit";
import { icon } from "../../rooms/icons.js";
import type { Editing } from "../models/editing.js";
import type { SettingsWords } from "../words.js";

export interface EditingFoot {
  words: SettingsWords;
  editing: Editing<unknown>;
  sound: boolean;
  busy: boolean;
  leave: () => void;
  settle: (keep: "mine" | "theirs") => void;
}

export function editingFoot({ words, editing, sound, busy, leave, settle }: EditingFoot) {
  const note = editing.overtaken
    ? html`<div class="overtaken" role="alert">
        ${icon("alert", 16)}
        <p>${words.t("form.overtaken")}</p>
        <button class="btn" type="button" ?disabled=${busy} @click=${() => settle("theirs")}>
          ${words.t("form.theirs")}
        </button>
        <button class="btn" type="button" ?disabled=${busy} @click=${() => settle("mine")}>
          ${words.t("form.mine")}
        </button>
      </div>`
    : nothing;
  return html`${note}
    <div class="actions">
      <p role="alert">
        ${
          editing.tried && !sound
            ? html`<span class="wrong">${words.t("form.amiss")}</span>`
            : editing.leaving
              ? html`<span class="wrong">${words.t("editing.leaving")}</span>`
              : nothing
        }
      </p>
      <button class="btn bare" type="button" @click=${leave}>
        ${words.t(editing.leaving ? "editing.discard" : "room.cancel")}
      </button>
      <button class="btn main" ?disabled=${busy || editing.overtaken}>${words.t("form.save")}</button>
    </div>`;
}
