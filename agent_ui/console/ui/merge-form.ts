/** Before two conversations become one: which other one it is, and what will happen. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { plainText } from "../../shared/plain-text.js";
import { command } from "../commands.js";
import type { Chat } from "../models/chat.js";
import { heldBy } from "../models/merge.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./merge-form.styles.js";
import { styles as panels } from "./panels.styles.js";
import { stateText } from "./text.js";

@customElement("baton-merge-form")
export class MergeForm extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat!: Chat;
  /** Null until they are known. */
  @property({ attribute: false }) others: readonly Chat[] | null = null;
  @property({ attribute: false }) me = "";
  @property({ type: Boolean }) leads = false;

  static override styles = [base, panels, styles];

  override render() {
    const { words } = this;
    return html`<room-dialog
      heading=${words.t("merge.heading")}
      closeLabel=${words.t("room.close")}
      @leave=${this.leave}
      >${this.body()}</room-dialog
    >`;
  }

  private body() {
    const { words, others } = this;
    if (!others) return html`<p class="hint" role="status">${words.t("room.loading")}</p>`;
    if (others.length === 0) return html`<p class="hint" role="status">${words.t("merge.none")}</p>`;
    const first = others.find((one) => this.held(one) === null);
    const taken = this.chat.owner === "queue" || this.chat.owner === "bot";
    return html`<form @submit=${this.onSubmit}>
      <p class="hint">${words.t("merge.hint")}</p>
      ${taken ? html`<p class="hint"><strong>${words.t("merge.claims")}</strong></p>` : nothing}
      <fieldset>
        <legend>${words.t("merge.legend")}</legend>
        <div class="others">${others.map((one) => this.option(one, one === first))}</div>
      </fieldset>
      <div class="foot">
        <button class="btn" type="button" @click=${this.leave}>${words.t("room.cancel")}</button>
        <button class="btn main" ?disabled=${!first}>${words.t("merge.confirm")}</button>
      </div>
    </form>`;
  }

  private option(one: Chat, checked: boolean) {
    const { words } = this;
    const held = this.held(one);
    const about = plainText(one.goal ?? one.last_text ?? "") || "…";
    const last = plainText(one.last_text ?? "");
    return html`<label class="option other ${held === null ? "" : "held"}">
      <input type="radio" name="other" value=${one.id} ?checked=${checked} ?disabled=${held !== null} />
      <span class="grow">
        <strong class="clip" dir="auto">${about}</strong>
        ${last && last !== about ? html`<span class="clip quiet" dir="auto">${last}</span>` : nothing}
        <span class="quiet"
          >${stateText(words, one, this.me)} ·
          <time>${words.moment(one.updated_at ?? one.opened_at)}</time></span
        >
        ${
          one.ticket && one.owner !== "nobody" && !this.chat.ticket
            ? html`<span class="quiet"
                >${words.t("merge.ticket", { n: words.label(one.ticket.number) })}</span
              >`
            : nothing
        }
        ${held === null ? nothing : html`<span class="quiet">${words.t("merge.theirs", { name: held })}</span>`}
      </span>
    </label>`;
  }

  private held(one: Chat): string | null {
    return heldBy(one, this.me, this.leads);
  }

  private readonly leave = (): void => command(this, { do: "ask", panel: null });

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const other = new FormData(event.target as HTMLFormElement).get("other") as string | null;
    if (!other) return;
    command(this, { do: "merge", id: this.chat.id, other });
    this.leave();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-merge-form": MergeForm;
  }
}
