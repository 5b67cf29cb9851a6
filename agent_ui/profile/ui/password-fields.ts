/** A new password, typed twice, with what is amiss said beside it. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { LEAST_CHARS, problemOf, type Problem } from "../models/password.js";
import type { ProfileWords } from "../words.js";

@customElement("baton-password-fields")
export class PasswordFields extends LitElement {
  @property({ attribute: false }) words!: ProfileWords;
  @query("[name=new]") private readonly first!: HTMLInputElement;
  @query("[name=again]") private readonly second!: HTMLInputElement;
  @state() private problem: Problem | null = null;

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 16px;
      }
      .wrong {
        color: var(--bad);
        font-weight: 400;
      }
    `,
  ];

  override render() {
    const { words, problem } = this;
    return html`<label class="field"
        >${words.t("password.new")}
        <input
          class="input"
          type="password"
          name="new"
          dir="ltr"
          autocomplete="new-password"
          maxlength="1024"
          aria-invalid=${problem === "short" ? "true" : nothing}
        />
        ${
          problem === "short"
            ? html`<span class="wrong" role="alert"
                >${words.t("password.short", { least: LEAST_CHARS })}</span
              >`
            : html`<span class="hint">${words.t("password.hint", { least: LEAST_CHARS })}</span>`
        }
      </label>
      <label class="field"
        >${words.t("password.again")}
        <input
          class="input"
          type="password"
          name="again"
          dir="ltr"
          autocomplete="new-password"
          maxlength="1024"
          aria-invalid=${problem === "differs" ? "true" : nothing}
        />
        ${problem === "differs" ? html`<span class="wrong" role="alert">${words.t("password.differs")}</span>` : nothing}
      </label>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.onKey);
  }

  /** A form does not see the fields in here, so that it has to be told of Enter. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter") this.closest("form")?.requestSubmit();
  };

  /** The password, or null with what is amiss marked. */
  take(): string | null {
    this.problem = problemOf(this.first.value, this.second.value);
    if (this.problem) (this.problem === "short" ? this.first : this.second).focus();
    return this.problem ? null : this.first.value;
  }

  clear(): void {
    this.first.value = this.second.value = "";
    this.problem = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-password-fields": PasswordFields;
  }
}
