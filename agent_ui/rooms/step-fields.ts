/** One step of a macro, as it is written: what it does, what that needs, and what is amiss. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LANG_NAMES } from "../shared/i18n.js";
import { langsFor } from "./offered.js";
import type { Priority } from "../shared/wire.js";
import { base } from "./base.js";
import { icon } from "./icons.js";
import { DOES, fresh, problemOf, tagsIn, written, type Receiver, type Step } from "./steps.js";
import { PRIORITIES, resolution } from "./terms.js";
import type { RoomWords } from "./words.js";

/** Fires `step` with the step as it is now, or null when it goes; and `move` with -1 or 1. */
@customElement("baton-step")
export class StepFields extends LitElement {
  @property({ attribute: false }) words!: RoomWords;
  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) number = 1;
  @property({ attribute: false }) of = 1;
  @property({ attribute: false }) receivers: readonly Receiver[] = [];
  @property({ attribute: false }) reasons: readonly string[] = [];
  /** Saving was tried: what is amiss is shown. */
  @property({ type: Boolean }) tried = false;
  private typed = "";

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
      .head select {
        flex: 1;
        min-width: 0;
      }
      .nr {
        color: var(--text-3);
        font-size: var(--text-sm);
      }
      .moves {
        display: flex;
      }
      textarea {
        resize: vertical;
      }
      .wrong {
        color: var(--bad);
        font-size: var(--text-sm);
      }
    `,
  ];

  override render() {
    const { words, step, number } = this;
    const n = words.number(number);
    const label = words.t("shelf.step", { number: n });
    const wrong = this.tried ? problemOf(step, number === this.of) : null;
    return html`<div class="head">
        <span class="nr num" aria-hidden="true">${n}</span>
        <select
          class="input small"
          aria-label=${label}
          aria-describedby="wrong"
          @change=${(event: Event) => this.become((event.target as HTMLSelectElement).value as Step["do"])}
        >
          ${DOES.map((one) => html`<option value=${one} .selected=${one === step.do}>${words.t(`step.${one}`)}</option>`)}
        </select>
        <span class="moves">
          ${this.mover("up", number === 1)} ${this.mover("down", number === this.of)}
          <button
            class="btn bare square small"
            type="button"
            aria-label=${words.t("shelf.step.drop", { number: n })}
            @click=${() => this.change(null)}
          >
            ${icon("trash", 16)}
          </button>
        </span>
      </div>
      ${this.needs(label)}
      <p id="wrong" class="wrong" ?hidden=${!wrong}>
        ${wrong ? words.t(`step.problem.${wrong}`) : nothing}
      </p>`;
  }

  /** To the way it was just moved, or, at the end, the other one. */
  focusMove(by: -1 | 1): void {
    const ways = [...this.renderRoot.querySelectorAll<HTMLButtonElement>(".moves .move")];
    const [way, other] = by < 0 ? ways : ways.reverse();
    (way?.disabled ? other : way)?.focus();
  }

  private mover(way: "up" | "down", off: boolean) {
    if (this.of < 2) return nothing;
    const by = way === "up" ? -1 : 1;
    return html`<button
      class="btn bare square small move"
      type="button"
      ?disabled=${off}
      aria-label=${this.words.t(`shelf.step.${way}`, { number: this.words.number(this.number) })}
      @click=${() => this.dispatchEvent(new CustomEvent("move", { detail: by }))}
    >
      <span aria-hidden="true">${way === "up" ? "↑" : "↓"}</span>
    </button>`;
  }

  private needs(label: string) {
    const { words, step } = this;
    switch (step.do) {
      case "reply":
      case "note":
        return langsFor(step.texts).map(
          (lang) =>
            html`<textarea
              class="input small"
              rows="2"
              dir=${lang === "fa" ? "rtl" : "ltr"}
              lang=${lang}
              maxlength="4000"
              aria-label="${label}: ${LANG_NAMES[lang]}"
              placeholder=${LANG_NAMES[lang]}
              .value=${step.texts?.[lang] ?? ""}
              @input=${(event: Event) => this.change(written(step, lang, (event.target as HTMLTextAreaElement).value))}
            ></textarea>`,
        );
      case "tag":
        return html`<input
          class="input small"
          dir="auto"
          aria-label="${label}: ${words.t("step.tag")}"
          placeholder=${words.t("step.tags.example")}
          .value=${this.tagText(step.tags ?? [])}
          @input=${(event: Event) => {
            this.typed = (event.target as HTMLInputElement).value;
            this.change({ ...step, tags: tagsIn(this.typed) });
          }}
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
          this.receivers.map(({ id, name }) => [id, name]),
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
      ${options.map(([id, text]) => html`<option value=${id} dir="auto" .selected=${id === value}>${text}</option>`)}
    </select>`;
  }

  /** As it is typed, as long as it says the same. */
  private tagText(tags: readonly string[]): string {
    return tagsIn(this.typed).join() === tags.join() ? this.typed : tags.join(", ");
  }

  private become(does: Step["do"]): void {
    this.change(fresh(does, this.receivers, this.reasons));
  }

  private change(step: Step | null): void {
    this.dispatchEvent(new CustomEvent("step", { detail: step }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-step": StepFields;
  }
}
