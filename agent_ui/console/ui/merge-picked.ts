/** Before several picked conversations become one: which of them goes on. */
import { html, LitElement } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { command } from "../commands.js";
import { isMine, type Chat } from "../models/chat.js";
import { areOneCustomers, heldBy } from "../models/merge.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./merge-form.styles.js";
import { consequences, mergeRow } from "./merge-row.js";
import { styles as panels } from "./panels.styles.js";

@customElement("baton-merge-picked")
export class MergePicked extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chats: readonly Chat[] = [];
  @property({ attribute: false }) me = "";
  @property({ type: Boolean }) leads = false;
  @state() private picked: string | null = null;

  static override styles = [base, panels, styles];

  override render() {
    const { words } = this;
    return html`<room-dialog
      heading=${words.t("merge.picked")}
      closeLabel=${words.t("room.close")}
      @leave=${this.leave}
      >${this.body()}</room-dialog
    >`;
  }

  private body() {
    const { words, chats, me } = this;
    const wrong = this.wrong();
    if (wrong)
      return html`<p class="hint" role="status">${wrong}</p>
        <div class="foot">
          <button class="btn main" type="button" @click=${this.leave}>${words.t("room.close")}</button>
        </div>`;
    const kept = this.kept();
    return html`<form @submit=${this.onSubmit}>
      <p class="hint">${words.t("merge.hint")}</p>
      <fieldset>
        <legend>${words.t("merge.goes_on")}</legend>
        <div class="others">
          ${chats.map((one) =>
            mergeRow(words, one, {
              name: "kept",
              checked: one === kept,
              me,
              disabled: one.owner === "nobody",
              pick: () => (this.picked = one.id),
            }),
          )}
        </div>
      </fieldset>
      ${
        kept &&
        consequences(
          words,
          kept,
          chats.filter((one) => one !== kept),
        )
      }
      <div class="foot">
        <button class="btn" type="button" @click=${this.leave}>${words.t("room.cancel")}</button>
        <button class="btn main">${words.t("merge.confirm")}</button>
      </div>
    </form>`;
  }

  /** Why these cannot be merged. */
  private wrong(): string | null {
    const { words, chats, me, leads } = this;
    if (chats.length < 2 || !areOneCustomers(chats)) return words.t("merge.strangers");
    if (chats.every(({ owner }) => owner === "nobody")) return words.t("merge.all_over");
    const held = chats.map((one) => heldBy(one, me, leads)).find((name) => typeof name === "string");
    return held === undefined ? null : words.t("merge.theirs", { name: held });
  }

  /** The one that was chosen, else one's own, else the one with the oldest claim. */
  private kept(): Chat | undefined {
    const open = this.chats.filter(({ owner }) => owner !== "nobody");
    return (
      open.find(({ id }) => id === this.picked) ??
      open.find((one) => isMine(one, this.me)) ??
      open.toSorted((one, other) => one.opened_at.localeCompare(other.opened_at))[0]
    );
  }

  private readonly leave = (): void => command(this, { do: "ask", panel: null });

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const kept = this.kept();
    if (!kept) return;
    const others = this.chats.filter((one) => one !== kept).map(({ id }) => id);
    command(this, { do: "merge", id: kept.id, others });
    command(this, { do: "pick", ids: null });
    this.leave();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-merge-picked": MergePicked;
  }
}
