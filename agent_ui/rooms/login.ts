/** The door of a room: e-mail and password. Over an expired session it is a veil, and the work stays beneath. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { base } from "./base.js";
import { icon, mark } from "./icons.js";
import { login } from "./login.styles.js";
import type { RoomKey, RoomWords } from "./words.js";

export interface Credentials {
  email: string;
  password: string;
  keep: boolean;
}

/** Fires `login` with `Credentials` in `detail`. */
@customElement("room-login")
export class RoomLogin extends LitElement {
  @property({ attribute: false }) words!: RoomWords;
  /** The room's name, under the mark. */
  @property() room = "";
  @property() email = "";
  @property({ type: Boolean }) busy = false;
  /** Why the last attempt failed: a problem code. */
  @property() failure = "";
  @property({ type: Boolean, reflect: true }) expired = false;
  @state() private shown = false;
  @query("[name=email]") private readonly emailField!: HTMLInputElement;
  @query("[name=password]") private readonly passwordField!: HTMLInputElement;
  @query("[name=keep]") private readonly keepField!: HTMLInputElement;

  static override styles = [base, login];

  override render() {
    const { words } = this;
    return html`
      <form @submit=${this.onSubmit} aria-labelledby="heading">
        <div class="brand">
          ${mark(40)}
          <div>
            <h1 id="heading">${words.t("login.heading")}</h1>
            <p>Baton · ${this.room}</p>
          </div>
        </div>
        ${
          this.expired && !this.failure
            ? html`<p class="alert calm">${icon("info")}<span>${words.t("login.expired")}</span></p>`
            : nothing
        }
        <label class="field">
          ${words.t("login.email")}
          <input
            class="input"
            name="email"
            type="email"
            dir="ltr"
            autocomplete="username"
            required
            .value=${this.email}
          />
        </label>
        <div class="field">
          <label for="password">${words.t("login.password")}</label>
          <div class="secret">
            <input
              class="input"
              id="password"
              name="password"
              dir="ltr"
              type=${this.shown ? "text" : "password"}
              autocomplete="current-password"
              required
            />
            <button
              class="btn bare square"
              type="button"
              aria-label=${words.t("login.show")}
              aria-pressed=${this.shown}
              @click=${() => (this.shown = !this.shown)}
            >
              ${icon("eye")}
            </button>
          </div>
        </div>
        <label class="tick"><input type="checkbox" name="keep" /> ${words.t("login.keep")}</label>
        <div role="alert">
          ${
            this.failure
              ? html`<p class="alert">${icon("alert")}<span>${this.failureText()}</span></p>`
              : nothing
          }
        </div>
        <button class="btn main" ?disabled=${this.busy}>
          ${words.t(this.busy ? "login.busy" : "login.submit")}
        </button>
      </form>
      <div><slot></slot></div>
    `;
  }

  override firstUpdated(): void {
    (this.email ? this.passwordField : this.emailField).focus();
  }

  private failureText(): string {
    const key = FAILURES[this.failure];
    return key ? this.words.t(key) : this.words.t("login.failed", { code: this.failure });
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.busy) return;
    const detail: Credentials = {
      email: this.emailField.value.trim(),
      password: this.passwordField.value,
      keep: this.keepField.checked,
    };
    this.dispatchEvent(new CustomEvent("login", { detail }));
  };
}

const FAILURES: Readonly<Record<string, RoomKey | undefined>> = {
  unauthenticated: "login.wrong",
  invalid_credentials: "login.wrong",
  wrong_credentials: "login.wrong",
  http_401: "login.wrong",
  offline: "login.offline",
  http_429: "login.throttled",
  rate_limited: "login.throttled",
  too_many_requests: "login.throttled",
  forbidden: "login.forbidden",
  role: "login.forbidden",
};

declare global {
  interface HTMLElementTagNameMap {
    "room-login": RoomLogin;
  }
}
