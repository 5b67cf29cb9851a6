/** The door for somebody who was invited: they choose a password and are in. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon, mark } from "../../rooms/icons.js";
import { login } from "../../rooms/login.styles.js";
import { command } from "../commands.js";
import type { Invite } from "../models/invite.js";
import type { ProfileWords } from "../words.js";
import "./password-fields.js";
import type { PasswordFields } from "./password-fields.js";

@customElement("baton-invite")
export class InviteForm extends LitElement {
  @property({ attribute: false }) words!: ProfileWords;
  @property({ attribute: false }) invite!: Invite;
  @property({ type: Boolean }) busy = false;
  /** Why the last attempt failed: a problem code. */
  @property() failure = "";
  @query("baton-password-fields") private readonly fields!: PasswordFields;

  static override styles = [base, login];

  override render() {
    const { words, invite, failure } = this;
    return html`<form @submit=${this.onSubmit} aria-labelledby="heading">
        <div class="brand">
          ${mark(40)}
          <div>
            <h1 id="heading">${words.t("invite.heading", { name: invite.name })}</h1>
            <p><bdi dir="ltr">${invite.email}</bdi></p>
          </div>
        </div>
        <p>${words.t("invite.lead")}</p>
        <input type="hidden" autocomplete="username" .value=${invite.email} />
        <baton-password-fields .words=${words}></baton-password-fields>
        <div role="alert">
          ${
            failure
              ? html`<p class="alert">
                  ${icon("alert")}<span
                    >${failure === "unauthenticated" ? words.t("invite.void") : words.t("refused.else", { code: failure })}</span
                  >
                </p>`
              : nothing
          }
        </div>
        <button class="btn main" ?disabled=${this.busy}>${words.t("invite.submit")}</button>
      </form>
      <div><slot></slot></div>`;
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const password = this.fields.take();
    if (password && !this.busy) command(this, { do: "accept", password });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-invite": InviteForm;
  }
}
