/** One step of a macro, as it is written: what it does, and what that needs. */
import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import type { Priority } from "../../shared/wire.js";
import { tagsIn, type Colleague } from "../models/chat.js";
import type { Step } from "../models/shelf.js";
import type { ConsoleWords } from "../words.js";
import { langName, resolution } from "./text.js";

const DOES: readonly Step["do"][] = ["reply", "note", "tag", "priority", "snooze", "transfer", "resolve"];
const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];
const LANGS = ["en", "fa", "pl"] as const;

/** Fires `step` with the step as it is now, or null when it goes. */
@customElement("baton-step")
export class StepFields extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) number = 1;
  @property({ attribute: false }) colleagues: readonly Colleague[] = [];
  @property({ attribute: false }) reasons: readonly string[] = [];

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 8px;
        padding: 10px;
        border: 1px solid var(--line);
        border-radius: var(--r-2);
      }
      .head {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .nr {
        color: var(--text-3);
        font-size: var(--text-sm);
      }
      textarea {
        resize: vertical;
      }
    `,
  ];

  override render() {
    const { words, step } = this;
    const label = words.t("shelf.step", { number: words.number(this.number) });
    return html`<div class="head">
        <span class="nr num" aria-hidden="true">${words.number(this.number)}</span>
        <select
          class="input small"
          aria-label=${label}
          @change=${(event: Event) => this.change(fresh((event.target as HTMLSelectElement).value as Step["do"]))}
        >
          ${DOES.map((one) => html`<option value=${one} ?selected=${one === step.do}>${words.t(`step.${one}`)}</option>`)}
        </select>
        <button
          class="btn bare square small"
          type="button"
          aria-label=${words.t("shelf.step.drop", { number: words.number(this.number) })}
          @click=${() => this.change(null)}
        >
          ${icon("trash", 16)}
        </button>
      </div>
      ${this.needs(label)}`;
  }

  private needs(label: string) {
    const { words, step } = this;
    switch (step.do) {
      case "reply":
      case "note":
        return LANGS.map(
          (lang) =>
            html`<textarea
              class="input small"
              rows="2"
              dir="auto"
              lang=${lang}
              aria-label="${label}: ${langName(words, lang)}"
              placeholder=${langName(words, lang)}
              .value=${step.texts?.[lang] ?? ""}
              @change=${(event: Event) => this.text(lang, (event.target as HTMLTextAreaElement).value)}
            ></textarea>`,
        );
      case "tag":
        return html`<input
          class="input small"
          dir="auto"
          aria-label="${label}: ${words.t("side.tags")}"
          placeholder=${words.t("resolve.tags.placeholder")}
          .value=${(step.tags ?? []).join(", ")}
          @change=${(event: Event) => this.change({ ...step, tags: tagsIn((event.target as HTMLInputElement).value) })}
        />`;
      case "priority":
        return this.choice(
          label,
          step.priority ?? "high",
          PRIORITIES.map((one) => [one, words.t(`priority.${one}`)]),
          (priority) => this.change({ ...step, priority: priority as Priority }),
        );
      case "snooze":
        return this.choice(
          label,
          String(step.hours ?? ""),
          [
            ["", words.t("snooze.reply")],
            ...[1, 4, 24, 72].map((n): [string, string] => [String(n), words.n("step.hours", n)]),
          ],
          (hours) => this.change(hours ? { do: "snooze", hours: Number(hours) } : { do: "snooze" }),
        );
      case "transfer":
        return this.choice(
          label,
          step.to ?? "",
          this.colleagues.map(({ id, name }) => [id, name]),
          (to) => this.change({ ...step, to }),
        );
      case "resolve":
        return this.choice(
          label,
          step.reason ?? "",
          this.reasons.map((one) => [one, resolution(words, one)]),
          (reason) => this.change({ ...step, reason }),
        );
    }
  }

  private choice(
    label: string,
    value: string,
    options: readonly (readonly [string, string])[],
    chosen: (value: string) => void,
  ) {
    return html`<select
      class="input small"
      aria-label="${label}: ${this.words.t(`step.${this.step.do}`)}"
      @change=${(event: Event) => chosen((event.target as HTMLSelectElement).value)}
    >
      ${options.map(([id, text]) => html`<option value=${id} dir="auto" ?selected=${id === value}>${text}</option>`)}
    </select>`;
  }

  override firstUpdated(): void {
    this.settle();
  }

  override updated(): void {
    this.settle();
  }

  /** What the choice shows is what the step holds, from the start. */
  private settle(): void {
    const { step } = this;
    if (step.do === "priority" && !step.priority) this.change({ ...step, priority: "high" });
    if (step.do === "transfer" && !step.to && this.colleagues[0])
      this.change({ ...step, to: this.colleagues[0].id });
    if (step.do === "resolve" && !step.reason && this.reasons[0])
      this.change({ ...step, reason: this.reasons[0] });
  }

  private text(lang: string, text: string): void {
    const others = Object.fromEntries(Object.entries(this.step.texts ?? {}).filter(([one]) => one !== lang));
    this.change({ ...this.step, texts: text.trim() ? { ...others, [lang]: text.trim() } : others });
  }

  private change(step: Step | null): void {
    this.dispatchEvent(new CustomEvent("step", { detail: step }));
  }
}

function fresh(does: Step["do"]): Step {
  return does === "reply" || does === "note" ? { do: does, texts: {} } : { do: does };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-step": StepFields;
  }
}
