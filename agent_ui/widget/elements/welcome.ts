/** What stands in a chat that has not begun. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "./decorators.js";
import type { WidgetWords } from "../words.js";
import { ask } from "./events.js";
import { base } from "./styles.js";

const STARTERS = ["starter.order", "starter.delivery", "starter.hours"] as const;

@customElement("baton-welcome")
export class Welcome extends LitElement {
  @property() words!: WidgetWords;
  @property() fresh = true;

  override render(): TemplateResult {
    const { words } = this;
    return html`<h2>${words.t("welcome.title")}</h2>
      <p>${words.t("welcome.text")}</p>
      ${
        this.fresh
          ? html`<div class="starters" role="group" aria-label=${words.t("starters")}>
              ${STARTERS.map((key) => {
                const text = words.t(key);
                return html`<button class="outline" @click=${() => ask(this, "say", text)}>${text}</button>`;
              })}
            </div>`
          : null
      }`;
  }

  static override styles = [
    base,
    css`
      :host {
        margin-block: var(--s-3) var(--s-5);
      }
      h2 {
        margin: 0 0 var(--s-2);
        font-size: var(--text-xl);
        font-weight: var(--weight-bold);
        line-height: 1.35;
        text-wrap: balance;
      }
      p {
        margin: 0;
        color: var(--text-2);
        text-wrap: pretty;
      }
      .starters {
        display: grid;
        justify-items: start;
        gap: var(--s-2);
        margin-block-start: var(--s-5);
      }
      .outline {
        padding-block: 8px;
      }
    `,
  ];
}
