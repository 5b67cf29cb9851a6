/** What the desk wants to know, and to be agreed to, before anything is sent. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "../elements/decorators.js";
import { known } from "./identity.js";
import { mistake, saidIn, type Given, type Intake, type IntakeField } from "./intake-model.js";
import { roomStyles } from "./room-styles.js";
import type { Frame } from "../elements/frame.js";
import type { PartWords } from "../words.js";

export type Passed = (given: Given) => void;

/** Shows the form in the chat's place; at once done where the host site has told all of it. */
export function ask(frame: Frame, intake: Intake, identity: string, passed: Passed): void {
  const told = known(identity);
  const fields = intake.fields.filter(({ kind }) => !told.has(kind));
  if (!fields.length && !intake.consent) {
    passed({ answers: {}, consent: false });
    return;
  }
  const form = new IntakeForm();
  Object.assign(form, { fields, consent: intake.consent });
  form.addEventListener("given", (event) => {
    frame.gated = false;
    frame.room = null;
    passed((event as CustomEvent<Parameters<Passed>[0]>).detail);
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
  @state() private tried = false;
  @state() private answers: Record<string, string> = {};
  @state() private agreed = false;

  override render(): TemplateResult {
    const { words, fields, consent } = this;
    return html`<form class="scroll" novalidate @submit=${this.submit}>
      <h2 tabindex="-1">${words.t("welcome.title")}</h2>
      <p>${words.t("intake.text")}</p>
      ${fields.map((field) => this.field(field))} ${consent ? this.agreement(consent) : nothing}
      <button class="solid">${words.t("intake.start")}</button>
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
    else this.dispatchEvent(new CustomEvent("given", { detail: { answers, consent: agreed } }));
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
      .solid {
        margin-block-start: var(--s-2);
      }
    `,
  ];
}
