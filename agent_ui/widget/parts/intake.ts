/** What the desk wants to know, and to be agreed to, before anything is sent. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "../elements/decorators.js";
import { known } from "./identity.js";
import { mistake, saidIn, type Given, type Intake, type IntakeField } from "./intake-model.js";
import { roomStyles } from "./room-styles.js";
import type { Frame } from "../elements/frame.js";
import { INTAKE } from "../models/opening.js";
import type { KeyValue } from "../models/outbox.js";
import { readJson } from "../models/storage.js";
import type { PartWords } from "../words.js";

/**
 * Shows the form in the chat's place, and keeps what is given; at once done where the host site has told all
 * of it. `late`, in the middle of a chat, only the agreement is asked for, and one may rather not give it.
 */
export function ask(
  frame: Frame,
  storage: KeyValue,
  { fields: all, consent, version }: Intake,
  identity: string,
  late: boolean,
  done: (given: boolean) => void,
): void {
  const told = known(identity);
  const fields = late ? [] : all.filter(({ kind }) => !told.has(kind));
  const before = readJson<Given>(storage, INTAKE);
  const keep = (given: Omit<Given, "version">): void => {
    const answers = { ...before?.answers, ...given.answers };
    storage.set(INTAKE, JSON.stringify({ ...given, answers, version }));
  };
  if (!fields.length && !consent) {
    keep({ answers: {}, consent: false });
    done(true);
    return;
  }
  const form = new IntakeForm();
  Object.assign(form, { fields, consent, late, changed: !!before?.consent });
  form.addEventListener("left", (event) => {
    const { detail } = event as CustomEvent<Omit<Given, "version"> | null>;
    if (detail) keep(detail);
    frame.gated = false;
    frame.room = null;
    done(!!detail);
    void frame.updateComplete.then(() => frame.focus());
  });
  frame.gated = true;
  frame.room = form;
  void frame.updateComplete.then(() => form.updateComplete).then(() => form.focus());
}

@customElement("baton-intake")
export class IntakeForm extends LitElement {
  @property() words!: PartWords;
  @property() fields: readonly IntakeField[] = [];
  @property() consent: Intake["consent"] = null;
  /** Asked in the middle of a chat; something waits to be sent. */
  @property() late = false;
  /** Another text was agreed to before. */
  @property() changed = false;
  @state() private tried = false;
  @state() private answers: Record<string, string> = {};
  @state() private agreed = false;

  override render(): TemplateResult {
    const { words, fields, consent, late } = this;
    const text = !late ? "intake.text" : this.changed ? "intake.late.changed" : "intake.late.text";
    return html`<form class="scroll" novalidate @submit=${this.submit} @keydown=${this.onKey}>
      <h2 tabindex="-1">${words.t(late ? "intake.late.title" : "welcome.title")}</h2>
      <p>${words.t(text)}</p>
      ${fields.map((field) => this.field(field))} ${consent ? this.agreement(consent) : nothing}
      <div class="ways">
        <button class="solid">${words.t(late ? "intake.late.send" : "intake.start")}</button>
        ${
          late
            ? html`<button type="button" class="outline" @click=${() => this.leave(null)}>
                ${words.t("intake.late.no")}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  private field(field: IntakeField): TemplateResult {
    const { words } = this;
    const { id, kind, label, required } = field;
    const wrong = this.tried ? this.wrong(field) : "";
    return html`<div class="field">
      <label for=${id}
        >${saidIn(label, words.lang)}${required ? nothing : html` <small>${words.t("intake.optional")}</small>`}</label
      >
      <input
        id=${id}
        type=${kind === "email" ? "email" : kind === "phone" ? "tel" : "text"}
        autocomplete=${kind === "phone" ? "tel" : kind === "text" ? "off" : kind}
        dir=${kind === "email" || kind === "phone" ? "ltr" : "auto"}
        maxlength="300"
        ?required=${required}
        aria-invalid=${wrong ? "true" : "false"}
        aria-describedby=${`${id}-wrong`}
        @input=${(event: Event) => {
          this.answers = { ...this.answers, [id]: (event.target as HTMLInputElement).value };
        }}
      />
      <p class="wrong" id=${`${id}-wrong`} role="alert">${wrong || nothing}</p>
    </div>`;
  }

  private agreement({ text, link }: NonNullable<Intake["consent"]>): TemplateResult {
    const { words } = this;
    const wrong = this.tried && !this.agreed;
    return html`<div class="field">
      <label class="agree">
        <input
          type="checkbox"
          required
          aria-invalid=${wrong}
          aria-describedby="consent-wrong"
          @change=${(event: Event) => (this.agreed = (event.target as HTMLInputElement).checked)}
        />
        <span
          >${saidIn(text, words.lang)}
          ${
            link
              ? html`<a class="link" href=${link} target="_blank" rel="noopener noreferrer"
                  >${words.t("intake.link")}</a
                >`
              : nothing
          }</span
        >
      </label>
      <p class="wrong" id="consent-wrong" role="alert">${wrong ? words.t("intake.consent") : nothing}</p>
    </div>`;
  }

  private wrong(field: IntakeField): string {
    const { words, answers } = this;
    const found = mistake(field, answers[field.id] ?? "");
    if (found === "missing") return words.t("intake.missing");
    return found ? saidIn(field.hint, words.lang) || words.t("wait.bad") : "";
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.tried = true;
    const { fields, consent, agreed, answers } = this;
    if (fields.some((field) => this.wrong(field)) || (consent && !agreed))
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
    else this.leave({ answers, consent: agreed });
  }

  private leave(detail: Omit<Given, "version"> | null): void {
    this.dispatchEvent(new CustomEvent("left", { detail }));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.late) return;
    event.preventDefault();
    this.leave(null);
  }

  /** Of a form that was begun, where it was left. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  static override styles = [
    roomStyles,
    css`
      p {
        margin: 0 0 var(--s-4);
        color: var(--text-2);
      }
      .field {
        margin-block-end: var(--s-3);
      }
      .field label {
        display: block;
        margin-block-end: 4px;
        font-weight: var(--weight-medium);
      }
      small {
        color: var(--text-2);
        font-size: var(--text-sm);
        font-weight: 400;
      }
      .field > input {
        inline-size: 100%;
        padding: 10px 12px;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-2);
        background: var(--surface);
        color: var(--text);
        font: inherit;
        font-size: max(16px, var(--text-md));
      }
      [aria-invalid="true"] {
        border-color: var(--bad);
      }
      .field .agree {
        display: flex;
        align-items: flex-start;
        gap: var(--s-2);
        padding-block: 2px;
        font-weight: 400;
      }
      [type="checkbox"] {
        flex: none;
        inline-size: 24px;
        block-size: 24px;
        margin: 0;
        accent-color: var(--accent);
      }
      .field .wrong {
        margin: 4px 0 0;
        color: var(--bad);
        font-size: var(--text-sm);
      }
      .wrong:empty {
        display: none;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-2);
        margin-block-start: var(--s-2);
      }
    `,
  ];
}
