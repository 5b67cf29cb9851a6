/** The dial itself: a slider and a field for the same number, and what is in force. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { command } from "../commands.js";
import type { Answering } from "../models/wire.js";
import type { SettingsWords } from "../words.js";
import { moment, percent } from "./text.js";

@customElement("baton-dial")
export class RiskDial extends LitElement {
  @property({ attribute: false }) words!: SettingsWords;
  @property({ attribute: false }) saved!: Answering;
  @property({ type: Number }) hundredths = 0;
  @property({ type: Boolean }) turned = false;
  @property({ type: Boolean }) busy = false;

  static override styles = [
    base,
    css`
      .dial {
        display: flex;
        align-items: center;
        gap: 16px;
        margin: 14px 0 4px;
      }
      input[type="range"] {
        flex: 1;
        min-width: 0;
        height: 28px;
        margin: 0;
        accent-color: var(--accent);
      }
      .number {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      .number .input {
        width: 76px;
        text-align: center;
      }
      .ends {
        display: flex;
        justify-content: space-between;
        color: var(--text-3);
        font-size: var(--text-xs);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 10px;
        margin-top: 16px;
      }
      .foot p {
        flex: 1 1 240px;
        color: var(--text-2);
        font-size: var(--text-sm);
      }
    `,
  ];

  override render() {
    const { words, saved } = this;
    const [least, greatest] = [Math.round(saved.least * 100), Math.round(saved.greatest * 100)];
    const label = words.t("dial.label");
    return html`
      <div class="dial">
        <input
          type="range"
          min=${least}
          max=${greatest}
          step="1"
          .value=${String(this.hundredths)}
          aria-label=${label}
          aria-valuetext=${words.t("dial.value", { percent: percent(words, this.hundredths / 100) })}
          @input=${this.onTurn}
        />
        <label class="number">
          <span class="sr">${label}</span>
          <input
            class="input small"
            type="number"
            inputmode="numeric"
            min=${least}
            max=${greatest}
            step="1"
            .value=${String(this.hundredths)}
            @change=${this.onTurn}
          />
          <span aria-hidden="true">${words.t("dial.unit")}</span>
        </label>
      </div>
      <div class="ends" aria-hidden="true">
        <span>${words.t("dial.low")}</span><span>${words.t("dial.high")}</span>
      </div>
      <div class="foot">
        <p>${this.inForce()}</p>
        ${
          this.turned
            ? html`<button class="btn bare" type="button" @click=${() => command(this, { do: "reset" })}>
                ${words.t("dial.reset")}
              </button>`
            : nothing
        }
        <button
          class="btn main"
          type="button"
          ?disabled=${!this.turned || this.busy}
          @click=${() => command(this, { do: "save" })}
        >
          ${words.t("dial.save")}
        </button>
      </div>
    `;
  }

  private inForce(): string {
    const { words, saved } = this;
    const [last] = saved.history;
    const share = percent(words, saved.risk);
    if (!last) return words.t("dial.start", { percent: share });
    return words.t("dial.since", { percent: share, when: moment(words, last.at), name: last.by });
  }

  private readonly onTurn = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    command(this, { do: "turn", risk: field.valueAsNumber / 100 });
    // What is out of range or no number is put right where it was typed.
    void this.updateComplete.then(() => (field.value = String(this.hundredths)));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-dial": RiskDial;
  }
}
