/** What a waiting customer can do besides writing: get the answer later, leave a number, or stop waiting. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "../elements/decorators.js";
import type { Ticket } from "../../shared/wire.js";
import type { PartWords } from "../words.js";
import { ask, type Left } from "../elements/events.js";
import { base } from "../elements/styles.js";
import "./place.js";

export { grant } from "./requests.js";

type Door = "email" | "phone" | "stop";

@customElement("baton-waiting")
export class Waiting extends LitElement {
  @property() words!: PartWords;
  /** What is being waited for is a ticket already. */
  @property() ticket: Ticket | null = null;
  @state() private open: Door | null = null;
  @state() private bad = false;

  override render(): TemplateResult {
    const { words, open } = this;
    return html`<div class="doors">
        ${this.doors().map(
          (door) =>
            html`<button
              class="link"
              id=${door}
              aria-expanded=${open === door}
              @click=${() => this.show(open === door ? null : door)}
            >
              ${words.t(door === "email" && !this.ticket ? "wait.later" : `wait.${door}`)}
            </button>`,
        )}
      </div>
      ${open ? this.form(open) : null}`;
  }

  /** A ticket needs an address only while its answers cannot be mailed for want of a good one. */
  private doors(): Door[] {
    const mail = this.ticket?.mail;
    return mail === "on" || mail === "off" ? ["phone", "stop"] : ["email", "phone", "stop"];
  }

  private form(door: Door): TemplateResult {
    const { words, bad } = this;
    return html`<form novalidate @submit=${this.submit} @keydown=${this.onKey}>
      ${
        door === "stop"
          ? html`<p>${words.t("wait.sure")}</p>
              <button class="solid">${words.t("wait.stop")}</button>
              <button type="button" class="outline" @click=${this.shut}>${words.t("wait.keep")}</button>`
          : html`${door === "email" && !this.ticket ? html`<p>${words.t("wait.later.hint")}</p>` : null}
              <label for="left"
                >${words.t(door === "email" && !this.ticket ? "wait.later.label" : `wait.${door}.label`)}</label
              >
              <input
                id="left"
                type=${door === "email" ? "email" : "tel"}
                autocomplete=${door === "email" ? "email" : "tel"}
                dir="ltr"
                aria-invalid=${bad}
                aria-describedby="bad"
              />
              <button class="solid">${words.t("composer.send")}</button>
              <p id="bad" role="alert">${bad ? words.t("wait.bad") : null}</p>`
      }
    </form>`;
  }

  private show(door: Door | null): void {
    this.open = door;
    this.bad = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("input, .solid")?.focus());
  }

  /** The focus goes back to where the form was opened. */
  private readonly shut = (): void => {
    const door = this.open;
    this.open = null;
    this.renderRoot.querySelector<HTMLElement>(`#${door}`)?.focus();
  };

  private submit(event: Event): void {
    event.preventDefault();
    const field = this.renderRoot.querySelector("input");
    const left: Left = { [this.open as "email"]: field?.value.trim() };
    if (field) ask(this, "contact", { left, done: (good) => this.answered(good) });
    else ask(this, "unqueue", null);
  }

  private answered(good: boolean): void {
    this.bad = !good;
    if (good) this.shut();
    else this.renderRoot.querySelector("input")?.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.shut();
  }

  static override styles = [
    base,
    css`
      :host {
        /* With large text it scrolls by itself, so that the field stays on the screen. */
        flex: none;
        max-block-size: 30dvh;
        overflow-y: auto;
        padding: 0 var(--s-4) 10px;
        background: var(--accent-soft);
        font-size: var(--text-sm);
      }
      .doors,
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s-1) var(--s-4);
        padding-inline-start: 26px;
      }
      .doors button {
        padding-block: 3px;
      }
      form {
        gap: var(--s-2);
        padding-block-start: var(--s-2);
      }
      label,
      p {
        flex: 1 1 100%;
        margin: 0;
      }
      [role] {
        color: var(--warn);
      }
      input {
        flex: 1;
        min-inline-size: 0;
        padding: 8px 12px;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-2);
        background: var(--surface);
        color: var(--text);
        font: inherit;
      }
    `,
  ];
}
