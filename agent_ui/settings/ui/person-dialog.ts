/** What is written about one member of staff: who they are, and what conversations find them. */
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { topic } from "../../rooms/terms.js";
import { LANG_NAMES, LANGS } from "../../shared/i18n.js";
import type { Role } from "../../shared/wire.js";
import { command } from "../commands.js";
import type { PeopleAsk, PeopleKeeper } from "../keepers/people.js";
import type { Editing } from "../models/editing.js";
import { MOST_CAPACITY, ROLES, toggled, type PersonDraft } from "../models/people.js";
import { ListDialog } from "./list-dialog.js";

@customElement("baton-person")
export class PersonDialog extends ListDialog<PersonDraft, PeopleKeeper> {
  protected override readonly added = "people.add";

  protected override fields({ draft }: Editing<PersonDraft>) {
    return html`${this.identity(draft)} ${this.abilities(draft)}`;
  }

  private identity(draft: PersonDraft) {
    const { words, keeper } = this;
    const known = keeper.editing?.id !== null;
    const locked = known && !keeper.all;
    return html`<div class="pair">
        <label class="field"
          >${words.t("people.name")}
          <input
            class="input"
            autocomplete="off"
            maxlength="255"
            .value=${draft.name}
            ?disabled=${locked}
            aria-invalid=${this.wrong("name") ? "true" : nothing}
            @input=${(event: Event) => this.set({ name: value(event) })}
          />
          ${this.problem("name")}
        </label>
        <label class="field"
          >${words.t("people.email")}
          <input
            class="input"
            type="email"
            dir="ltr"
            autocomplete="off"
            maxlength="320"
            .value=${draft.email}
            ?disabled=${known}
            aria-invalid=${this.wrong("email") ? "true" : nothing}
            @input=${(event: Event) => this.set({ email: value(event) })}
          />
          ${this.problem("email")}
        </label>
      </div>
      <div class="pair">
        <label class="field"
          >${words.t("people.role")}
          <select
            class="input"
            ?disabled=${locked}
            @change=${(event: Event) => this.set({ role: value(event) as Role })}
          >
            ${ROLES.map(
              (role) =>
                html`<option value=${role} .selected=${draft.role === role}>
                  ${words.t(`role.${role}`)}
                </option>`,
            )}
          </select>
          <span class="hint">${words.t(`role.${draft.role}.hint`)}</span>
        </label>
        <label class="field"
          >${words.t("people.capacity")}
          <input
            class="input"
            inputmode="numeric"
            autocomplete="off"
            maxlength="3"
            .value=${draft.capacity}
            aria-invalid=${this.wrong("capacity") ? "true" : nothing}
            @input=${(event: Event) => this.set({ capacity: value(event) })}
          />
          ${this.problem("capacity", { most: MOST_CAPACITY })}
          <span class="hint">${words.t("people.capacity.hint")}</span>
        </label>
      </div>`;
  }

  private abilities(draft: PersonDraft) {
    const { words, keeper } = this;
    const skills = [...new Set([...keeper.groups.skills.map((skill) => skill.name), ...draft.skills])];
    return html`<fieldset>
        <legend>${words.t("people.languages")}</legend>
        <div class="ticks">
          ${LANGS.map((lang) =>
            this.tick(LANG_NAMES[lang], draft.languages.includes(lang), (on) => {
              const chosen = toggled(draft.languages, lang, on);
              this.set({ languages: LANGS.filter((one) => chosen.includes(one)) });
            }),
          )}
        </div>
        <span class="small quiet">${words.t("people.languages.hint")}</span>
      </fieldset>
      ${
        keeper.groups.teams.length > 0
          ? html`<fieldset>
              <legend>${words.t("people.teams")}</legend>
              <div class="ticks">
                ${keeper.groups.teams.map((team) =>
                  this.tick(team.name, draft.teams.includes(team.id), (on) =>
                    this.set({ teams: toggled(draft.teams, team.id, on) }),
                  ),
                )}
              </div>
            </fieldset>`
          : nothing
      }
      <fieldset>
        <legend>${words.t("people.skills")}</legend>
        <div class="ticks">
          ${skills.map((skill) =>
            this.tick(topic(words, skill), draft.skills.includes(skill), (on) =>
              this.set({ skills: toggled(draft.skills, skill, on) }),
            ),
          )}
        </div>
        <input
          class="input small"
          autocomplete="off"
          placeholder=${words.t("people.skills.more")}
          aria-label=${words.t("people.skills.more")}
          aria-invalid=${this.wrong("skills") ? "true" : nothing}
          .value=${draft.more}
          @input=${(event: Event) => this.set({ more: value(event) })}
        />
        ${this.problem("skills")}
      </fieldset>`;
  }

  private tick(label: string, checked: boolean, set: (on: boolean) => void) {
    return html`<label class="tick"
      ><input
        type="checkbox"
        .checked=${checked}
        @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
      /><bdi>${label}</bdi></label
    >`;
  }

  private problem(field: string, params: Record<string, number> = {}) {
    const { editing } = this.keeper;
    if (field === "email" && editing?.refused === "email")
      return html`<span class="wrong" role="alert">${this.words.t("people.problem.taken")}</span>`;
    if (!this.wrong(field)) return nothing;
    return html`<span class="wrong"
      >${this.words.t(`people.problem.${field}` as "people.problem.name", params)}</span
    >`;
  }

  protected override ask(ask: PeopleAsk): void {
    command(this, { do: "keep", what: "people", ask });
  }
}

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-person": PersonDialog;
  }
}
