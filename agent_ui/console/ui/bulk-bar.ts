/** Above a list: pick several conversations, then do one thing to all of them. */
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import "../../rooms/menu.js";
import type { Priority } from "../../shared/wire.js";
import { command } from "../commands.js";
import { tagsIn } from "../../rooms/steps.js";
import { resolution } from "../../rooms/terms.js";
import type { ConsoleWords } from "../words.js";

const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];

@customElement("baton-bulk")
export class BulkBar extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) picked: ReadonlySet<string> | null = null;
  /** The ids of all that are shown. */
  @property({ attribute: false }) shown: readonly string[] = [];
  @property({ attribute: false }) reasons: readonly string[] = [];
  /** Are they one's own, so that they may be resolved? */
  @property({ type: Boolean }) mine = false;

  static override styles = [
    base,
    css`
      :host {
        padding: 6px 12px 0;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
        padding: 8px;
        border-radius: var(--r-2);
        background: var(--surface-2);
        font-size: var(--text-sm);
      }
      strong {
        flex: 1 0 auto;
      }
      form {
        flex: 1 1 120px;
      }
      .start {
        margin-inline-start: auto;
      }
      .row {
        display: flex;
      }
    `,
  ];

  override render() {
    const { words, picked } = this;
    if (!picked)
      return this.shown.length > 1
        ? html`<div class="row">
            <button
              class="btn small bare start"
              type="button"
              @click=${() => command(this, { do: "pick", ids: [] })}
            >
              ${icon("check", 14)}${words.t("bulk.start")}
            </button>
          </div>`
        : nothing;
    const none = picked.size === 0;
    return html`<div class="bar" role="group" aria-label=${words.t("bulk.label")}>
      <strong class="grow" role="status">${words.n("bulk.picked", picked.size)}</strong>
      <button class="btn small" type="button" @click=${() => command(this, { do: "pick", ids: this.shown })}>
        ${words.t("bulk.all")}
      </button>
      <button class="btn small bare" type="button" @click=${() => command(this, { do: "pick", ids: null })}>
        ${words.t("room.cancel")}
      </button>
      ${none ? nothing : this.doings()}
    </div>`;
  }

  private doings() {
    const { words } = this;
    return html`<form @submit=${this.onTag}>
        <input
          class="input small"
          name="tags"
          dir="auto"
          required
          aria-label=${words.t("step.tag")}
          placeholder=${words.t("step.tag")}
        />
      </form>
      <room-menu
        label=${words.t("action.priority")}
        .items=${PRIORITIES.map((value) => ({ value, label: words.t(`priority.${value}`) }))}
        @pick=${(event: CustomEvent<Priority>) => command(this, { do: "bulk", what: { priority: event.detail } })}
        >${icon("flag", 16)}<span>${words.t("action.priority")}</span></room-menu
      >
      ${
        (this.picked?.size ?? 0) > 1
          ? html`<button
              class="btn small"
              type="button"
              @click=${() => command(this, { do: "ask", panel: "merge_picked" })}
            >
              ${icon("merge", 16)}${words.t("merge.confirm")}
            </button>`
          : nothing
      }
      ${
        this.mine
          ? html`<room-menu
              end
              label=${words.t("resolve.heading")}
              .items=${this.reasons.map((value) => ({ value, label: resolution(words, value) }))}
              @pick=${(event: CustomEvent<string>) => command(this, { do: "bulk", what: { reason: event.detail } })}
              >${icon("check", 16)}<span>${words.t("action.resolve")}</span></room-menu
            >`
          : nothing
      }`;
  }

  private readonly onTag = (event: Event): void => {
    event.preventDefault();
    const tags = tagsIn(new FormData(event.target as HTMLFormElement).get("tags") as string);
    if (tags.length > 0) command(this, { do: "bulk", what: { tags } });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-bulk": BulkBar;
  }
}
