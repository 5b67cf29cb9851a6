/** What is looked at: the range by a press or by dates, the grouping, a language and a team. */
import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { send } from "../../rooms/commands.js";
import { LANG_NAMES, LANGS } from "../../shared/i18n.js";
import { GRAINS, lastDays, lengthOf, PRESETS, todayOf, type Choice } from "../models/choice.js";
import type { Team } from "../models/report.js";
import type { ReportsWords } from "../words.js";

@customElement("baton-filters")
export class ReportFilters extends LitElement {
  @property({ attribute: false }) words!: ReportsWords;
  @property({ attribute: false }) choice!: Choice;
  @property({ attribute: false }) teams: readonly Team[] = [];

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 10px 12px;
      }
      select.input.small {
        padding-inline-end: 28px;
      }
      .presets {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .presets .btn {
        min-height: 34px;
      }
      .btn[aria-pressed="true"] {
        background: var(--accent-soft);
        border-color: var(--accent);
        color: var(--accent-text);
      }
    `,
  ];

  override render() {
    const { words, choice, teams } = this;
    const langs = LANGS.map((lang) => [lang, LANG_NAMES[lang]] as const);
    const named = teams.map((team) => [team.id, team.name] as const);
    return html`<div class="filters" role="group" aria-label=${words.t("filters")}>
      ${this.presets()} ${this.day("since", { max: choice.until })}
      ${this.day("until", { min: choice.since })}
      ${this.pick(
        "by",
        GRAINS.map((grain) => [grain, words.t(`by.${grain}`)] as const),
      )}
      ${this.pick("lang", [["", words.t("all.langs")], ...langs])}
      ${this.pick("team", [["", words.t("all.teams")], ...named])}
    </div>`;
  }

  private presets() {
    const { words, choice } = this;
    const today = todayOf(new Date());
    return html`<div class="presets">
      ${PRESETS.map((days) => {
        const pressed = choice.until === today && lengthOf(choice) === days;
        return html`<button
          class="btn small"
          type="button"
          aria-pressed=${pressed}
          @click=${() => this.choose(lastDays(days, today))}
        >
          ${words.n("days", days)}
        </button>`;
      })}
    </div>`;
  }

  private day(name: "since" | "until", { min = "", max = "" }) {
    return html`<label class="field"
      >${this.words.t(name)}<input
        class="input small"
        type="date"
        .value=${this.choice[name]}
        min=${min}
        max=${max}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          if (value) this.choose({ [name]: value });
        }}
    /></label>`;
  }

  private pick(name: "by" | "lang" | "team", options: readonly (readonly [string, string])[]) {
    return html`<label class="field"
      >${this.words.t(name)}<select
        class="input small"
        @change=${(event: Event) => this.choose({ [name]: (event.target as HTMLSelectElement).value })}
      >
        ${options.map(
          ([value, text]) =>
            html`<option value=${value} ?selected=${value === this.choice[name]}>${text}</option>`,
        )}
      </select></label
    >`;
  }

  private choose(choice: Partial<Choice>): void {
    send(this, { do: "choose", choice } as { do: string });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-filters": ReportFilters;
  }
}
