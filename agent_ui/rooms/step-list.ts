/** The steps of a macro as they are written, one below the other, to add to and to put in order. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "./base.js";
import { icon } from "./icons.js";
import "./step-fields.js";
import { MOST_STEPS, type Receiver, type Step } from "./steps.js";
import type { RoomWords } from "./words.js";

/** Fires `steps` with all of them as they are now. */
@customElement("baton-steps")
export class StepList extends LitElement {
  @property({ attribute: false }) words!: RoomWords;
  @property({ attribute: false }) steps: readonly Step[] = [];
  @property({ attribute: false }) receivers: readonly Receiver[] = [];
  @property({ attribute: false }) reasons: readonly string[] = [];
  @property({ type: Boolean }) tried = false;

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      ol {
        display: grid;
        gap: 8px;
        margin-bottom: 10px;
      }
    `,
  ];

  override render() {
    const { words, steps } = this;
    return html`<ol aria-label=${words.t("shelf.steps")}>
        ${steps.map(
          (step, index) =>
            html`<li>
              <baton-step
                .words=${words}
                .step=${step}
                .number=${index + 1}
                .of=${steps.length}
                .receivers=${this.receivers}
                .reasons=${this.reasons}
                ?tried=${this.tried}
                @step=${(event: CustomEvent<Step | null>) => this.put(index, event.detail)}
                @move=${(event: CustomEvent<-1 | 1>) => void this.move(index, event.detail)}
              ></baton-step>
            </li>`,
        )}
      </ol>
      ${
        steps.length < MOST_STEPS
          ? html`<button class="btn small" type="button" @click=${this.onAdd}>
              ${icon("plus", 14)}${words.t("shelf.step.add")}
            </button>`
          : nothing
      }`;
  }

  private readonly onAdd = (): void => this.tell([...this.steps, { do: "tag", tags: [] }]);

  private put(index: number, step: Step | null): void {
    this.tell(this.steps.flatMap((one, at) => (at === index ? (step ?? []) : one)));
  }

  private async move(index: number, by: -1 | 1): Promise<void> {
    const steps = [...this.steps];
    const [moved] = steps.splice(index, 1);
    if (moved) steps.splice(index + by, 0, moved);
    this.tell(steps);
    await this.updateComplete;
    const there = this.renderRoot.querySelectorAll("baton-step")[index + by];
    await there?.updateComplete;
    there?.focusMove(by);
  }

  private tell(steps: readonly Step[]): void {
    this.dispatchEvent(new CustomEvent("steps", { detail: steps }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-steps": StepList;
  }
}
