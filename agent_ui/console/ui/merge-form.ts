/** Before two conversations become one: which other one it is, which of them goes on, and what will happen. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { command } from "../commands.js";
import type { Chat } from "../models/chat.js";
import { heldBy, waysToMerge } from "../models/merge.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./merge-form.styles.js";
import { consequences, mergeRow } from "./merge-row.js";
import { styles as panels } from "./panels.styles.js";
import { stateText } from "./text.js";

const WAYS = ["here", "there"] as const;

@customElement("baton-merge-form")
export class MergeForm extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) chat!: Chat;
  /** Null until they are known. */
  @property({ attribute: false }) others: readonly Chat[] | null = null;
  @property({ attribute: false }) me = "";
  @property({ type: Boolean }) leads = false;
  @state() private picked: string | null = null;
  @state() private way: (typeof WAYS)[number] = "here";

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
    const { words, others, chat } = this;
    if (!others) return html`<p class="hint" role="status">${words.t("room.loading")}</p>`;
    if (others.length === 0) return html`<p class="hint" role="status">${words.t("merge.none")}</p>`;
    const other = this.other(others);
    const kept = this.kept(other);
    return html`<form @submit=${this.onSubmit}>
      <p class="hint">${words.t("merge.hint")}</p>
      <fieldset>
        <legend>${words.t("merge.legend")}</legend>
        <div class="others">${others.map((one) => this.option(one, one === other))}</div>
      </fieldset>
      ${other ? this.direction(other) : nothing}
      ${kept && other ? consequences(words, kept, [kept === chat ? other : chat]) : nothing}
      <div class="foot">
        <button class="btn" type="button" @click=${this.leave}>${words.t("room.cancel")}</button>
        <button class="btn main" ?disabled=${!kept}>${words.t("merge.confirm")}</button>
      </div>
    </form>`;
  }

  private option(one: Chat, checked: boolean) {
    const { words, me } = this;
    const [held, disabled] = [heldBy(one, me, this.leads), this.ways(one).length === 0];
    const pick = (): void => void (this.picked = one.id);
    return mergeRow(words, one, { name: "other", checked, me, held, disabled, pick });
  }

  private direction(other: Chat) {
    const { words, chat, me } = this;
    const ways = this.ways(other);
    const chosen = this.wayOf(other);
    return html`<fieldset class="ways">
      <legend>${words.t("merge.goes_on")}</legend>
      ${WAYS.map(
        (way) =>
          html`<label class="option ${ways.includes(way) ? "" : "held"}">
            <input
              type="radio"
              name="way"
              value=${way}
              .checked=${way === chosen}
              ?disabled=${!ways.includes(way)}
              @change=${() => (this.way = way)}
            />
            <span class="grow"
              >${words.t(`merge.${way}`)}
              <span class="quiet">· ${stateText(words, way === "here" ? chat : other, me)}</span></span
            >
          </label>`,
      )}
    </fieldset>`;
  }

  private ways(other: Chat): readonly (typeof WAYS)[number][] {
    return waysToMerge(this.chat, other, this.me, this.leads);
  }

  /** The one that was chosen, else the first that can be. */
  private other(others: readonly Chat[]): Chat | undefined {
    const possible = others.filter((one) => this.ways(one).length > 0);
    return possible.find(({ id }) => id === this.picked) ?? possible[0];
  }

  private wayOf(other: Chat): (typeof WAYS)[number] | undefined {
    const ways = this.ways(other);
    return ways.find((way) => way === this.way) ?? ways[0];
  }

  private kept(other: Chat | undefined): Chat | undefined {
    const way = other && this.wayOf(other);
    return way && (way === "here" ? this.chat : other);
  }

  private readonly leave = (): void => command(this, { do: "ask", panel: null });

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const other = this.other(this.others ?? []);
    const kept = this.kept(other);
    if (!kept || !other) return;
    const gone = kept === this.chat ? other : this.chat;
    command(this, { do: "merge", id: kept.id, others: [gone.id] });
    this.leave();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-merge-form": MergeForm;
  }
}
