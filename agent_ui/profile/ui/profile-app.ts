/** One's own account: the name that others read, and the password. */
import { css, html, nothing } from "lit";
import { customElement, query } from "lit/decorators.js";
import { face } from "../../rooms/face.js";
import { PageApp } from "../../rooms/page-app.js";
import type { Command } from "../commands.js";
import type { ProfileController } from "../controller.js";
import { wordsOf, type ProfileKey } from "../words.js";
import "./invite-form.js";
import "./password-fields.js";
import type { PasswordFields } from "./password-fields.js";

@customElement("baton-profile")
export class ProfileApp extends PageApp<Command, ProfileKey, ProfileController> {
  @query("baton-password-fields") private readonly fields!: PasswordFields | null;
  @query("[type=file]") private readonly chooser!: HTMLInputElement | null;
  @query("[name=current]") private readonly current!: HTMLInputElement | null;
  private emptied = 0;

  static override styles = [
    PageApp.styles,
    css`
      .page {
        display: grid;
        gap: 16px;
        align-content: start;
        max-width: 620px;
        margin-inline: auto;
        padding: 28px 16px 64px;
      }
      h1 {
        font-size: var(--text-xl);
      }
      h1:focus {
        outline: none;
      }
      h2 {
        font-size: var(--text-md);
        font-weight: var(--weight-bold);
      }
      form,
      section {
        display: grid;
        gap: 16px;
        padding: 20px 24px;
        border: 1px solid var(--line);
        border-radius: var(--r-3);
        background: var(--surface);
      }
      .picture {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
        align-items: center;
      }
      .picture .hint {
        flex: 1 1 200px;
      }
      .picture .face {
        width: 64px;
        height: 64px;
        font-size: var(--text-lg);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
        align-items: center;
        justify-content: flex-end;
      }
      .foot .quiet {
        flex: 1 1 200px;
        font-size: var(--text-sm);
      }
      .wrong {
        color: var(--bad);
        font-weight: 400;
      }
    `,
  ];

  protected override readonly speak = wordsOf;

  protected override heading(): string {
    return this.words.t("app.title");
  }

  protected override focusMain(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  override updated(): void {
    if (this.controller.chosen === this.emptied) return;
    this.emptied = this.controller.chosen;
    this.fields?.clear();
    if (this.current) this.current.value = "";
  }

  protected override closedDoor() {
    const { controller, words } = this;
    const { invite, door } = controller;
    if (!invite) return super.closedDoor();
    return html`<baton-invite
      role="main"
      .words=${words}
      .invite=${invite}
      ?busy=${door.busy}
      failure=${door.failure}
      >${this.preferences()}</baton-invite
    >`;
  }

  protected override panes(closed: boolean) {
    const { words, controller } = this;
    if (!controller.door.session) return html`<main></main>`;
    return html`<main class="scroll" ?inert=${closed}>
      <div class="page">
        <h1 tabindex="-1">${words.t("room.profile")}</h1>
        ${this.picture()} ${this.name()} ${this.password()}
      </div>
    </main>`;
  }

  private picture() {
    const { words, controller } = this;
    const agent = controller.door.session?.agent;
    if (!agent) return nothing;
    return html`<section aria-labelledby="picture">
      <h2 id="picture">${words.t("picture.heading")}</h2>
      <div class="picture">
        ${face(agent.id, agent.name, "user", false, agent.picture)}
        <span class="hint">${words.t("picture.hint")}</span>
        <input
          type="file"
          hidden
          accept="image/jpeg,image/png,image/webp"
          aria-label=${words.t("picture.choose")}
          @change=${this.onPicture}
        />
        ${
          agent.picture
            ? html`<button
                class="btn"
                type="button"
                ?disabled=${controller.busy}
                @click=${() => this.obey({ do: "picture", file: null })}
              >
                ${words.t("picture.remove")}
              </button>`
            : nothing
        }
        <button
          class="btn main"
          type="button"
          ?disabled=${controller.busy}
          @click=${() => this.chooser?.click()}
        >
          ${words.t("picture.choose")}
        </button>
      </div>
    </section>`;
  }

  private name() {
    const { words, controller } = this;
    const blank = !controller.name.trim();
    return html`<form @submit=${this.onRename} aria-labelledby="who">
      <h2 id="who">${words.t("profile.who")}</h2>
      <label class="field"
        >${words.t("profile.name")}
        <input
          class="input"
          name="name"
          autocomplete="name"
          maxlength="255"
          .value=${controller.name}
          aria-invalid=${blank ? "true" : nothing}
          @input=${(event: Event) => this.obey({ do: "write", name: (event.target as HTMLInputElement).value })}
        />
        ${
          blank
            ? html`<span class="wrong">${words.t("profile.nameless")}</span>`
            : html`<span class="hint">${words.t("profile.name.hint")}</span>`
        }
      </label>
      <div class="foot">
        <span class="quiet">${controller.unsaved ? words.t("profile.unsaved") : ""}</span>
        <button class="btn main" ?disabled=${!controller.unsaved || blank || controller.busy}>
          ${words.t("profile.save")}
        </button>
      </div>
    </form>`;
  }

  private password() {
    const { words, controller } = this;
    return html`<form @submit=${this.onPassword} aria-labelledby="password">
      <h2 id="password">${words.t("password.heading")}</h2>
      <label class="field"
        >${words.t("password.current")}
        <input
          class="input"
          type="password"
          name="current"
          dir="ltr"
          autocomplete="current-password"
          required
          aria-invalid=${controller.wrong ? "true" : nothing}
        />
        ${controller.wrong ? html`<span class="wrong" role="alert">${words.t("password.wrong")}</span>` : nothing}
      </label>
      <baton-password-fields .words=${words}></baton-password-fields>
      <div class="foot">
        <span class="quiet">${words.t("password.others")}</span>
        <button class="btn main" ?disabled=${controller.busy}>${words.t("password.change")}</button>
      </div>
    </form>`;
  }

  private readonly onRename = (event: Event): void => {
    event.preventDefault();
    this.obey({ do: "rename" });
  };

  private readonly onPicture = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (file) this.obey({ do: "picture", file });
  };

  private readonly onPassword = (event: Event): void => {
    event.preventDefault();
    const password = this.fields?.take();
    const current = this.current?.value;
    if (password && current) this.obey({ do: "password", current, password });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-profile": ProfileApp;
  }
}
