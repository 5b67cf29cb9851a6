/** Above the lists: the search through all conversations, saved views, and what was found. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../../rooms/base.js";
import { OWN } from "../../rooms/whose.js";
import { icon } from "../../rooms/icons.js";
import { command } from "../commands.js";
import type { Find } from "../finding.js";
import type { Colleague } from "../models/chat.js";
import { NO_FILTERS, type Filters, type ViewItem } from "../models/shelf.js";
import type { ConsoleWords } from "../words.js";
import { findRow } from "./find-row.js";
import { filterFields } from "./finder-fields.js";
import { styles } from "./finder-pane.styles.js";
import { TypingPause } from "./typing-pause.js";

@customElement("baton-finder")
export class FinderPane extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) filters!: Filters;
  @property({ attribute: false }) finds: readonly Find[] = [];
  @property({ attribute: false }) views: readonly ViewItem[] = [];
  @property({ attribute: false }) colleagues: readonly Colleague[] = [];
  @property({ attribute: false }) state: "idle" | "busy" | "done" | "failed" = "idle";
  @property({ attribute: false }) selected: string | null = null;
  @property({ attribute: false }) me = "";
  @property({ type: Boolean }) active = false;
  @property({ type: Boolean }) more = false;
  @state() private filtering = false;
  @state() private naming = false;
  @query("#find") private readonly field!: HTMLInputElement;
  private readonly typing = new TypingPause(this);

  static override styles = [base, styles];

  override render() {
    const { words } = this;
    const chosen = Object.entries(this.filters).filter(([name, value]) => name !== "q" && value).length;
    return html`
      <search class="bar">
        <div class="search">
          ${icon("search", 16)}
          <input
            class="input small"
            id="find"
            type="search"
            dir="auto"
            autocomplete="off"
            aria-label=${words.t("find.label")}
            placeholder=${words.t("find.label")}
            .value=${this.filters.q}
            @input=${this.onInput}
            @keydown=${this.onKey}
          />
        </div>
        <button
          class="btn bare square"
          type="button"
          aria-expanded=${this.filtering}
          aria-label=${words.t("find.filters")}
          title=${words.t("find.filters")}
          @click=${() => (this.filtering = !this.filtering)}
        >
          ${icon("dial")}${chosen ? html`<span class="blob num" aria-hidden="true">${words.number(chosen)}</span>` : nothing}
        </button>
        ${
          this.active
            ? html`<button
                class="btn bare square"
                type="button"
                aria-label=${words.t("find.clear")}
                title=${words.t("find.clear")}
                @click=${this.clear}
              >
                ${icon("close")}
              </button>`
            : nothing
        }
      </search>
      ${this.filtering ? filterFields(words, this.filters, this.colleagues, (change) => this.ask(change)) : nothing}
      ${this.kept()} ${this.active ? this.found() : nothing}
    `;
  }

  focusSearch(): void {
    this.field.focus();
    this.field.select();
  }

  /** Saved views, and the way to keep what is asked for now. */
  private kept() {
    const { words } = this;
    if (this.views.length === 0 && !this.active) return nothing;
    return html`<div class="kept">
      <ul aria-label=${words.t("find.views")}>
        ${this.views.map(
          (view) =>
            html`<li>
              <button class="chip" type="button" @click=${() => this.show(view)}>
                ${icon("eye", 12)}<bdi>${view.name}</bdi>
              </button>
            </li>`,
        )}
      </ul>
      ${
        this.active && !this.naming
          ? html`<button class="btn small bare" type="button" @click=${this.startNaming}>
              ${icon("plus", 14)}${words.t("find.keep")}
            </button>`
          : nothing
      }
      ${
        this.naming
          ? html`<form class="name" @submit=${this.keep}>
              <input
                class="input small"
                name="name"
                required
                maxlength="100"
                dir="auto"
                aria-label=${words.t("find.name")}
                placeholder=${words.t("find.name")}
                @keydown=${(event: KeyboardEvent) => {
                  if (event.key === "Escape") this.naming = false;
                }}
              />
              <button class="btn small main">${words.t("find.keep.confirm")}</button>
            </form>`
          : nothing
      }
    </div>`;
  }

  private found() {
    const { words, finds } = this;
    return html`<div class="scroll" @keydown=${this.onListKey}>
      <p class="tell" role="status">${this.told()}</p>
      <ul class="finds" aria-label=${words.t("find.found")}>
        ${repeat(
          finds,
          (find) => find.conversation.id,
          (find) =>
            html`<li>
              ${findRow(find, words, this.me, find.conversation.id === this.selected, (order) => command(this, order))}
            </li>`,
        )}
      </ul>
      ${
        this.more
          ? html`<button class="btn" type="button" @click=${() => command(this, { do: "find_more" })}>
              ${words.t("list.more")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private told(): string {
    const { words } = this;
    if (this.state === "busy") return words.t("side.search.busy");
    if (this.state === "failed") return words.t("side.search.failed");
    if (this.finds.length === 0) return words.t("find.none");
    return this.more ? words.n("find.many", this.finds.length) : words.n("find.count", this.finds.length);
  }

  private ask(change: Partial<Filters>): void {
    command(this, { do: "find", change });
  }

  private show({ content }: ViewItem): void {
    this.ask({ ...NO_FILTERS, ...content });
  }

  private readonly clear = (): void => {
    this.filtering = this.naming = false;
    command(this, { do: "find_clear" });
    this.field.focus();
  };

  private readonly startNaming = async (): Promise<void> => {
    this.naming = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>(".name input")?.focus();
  };

  private readonly keep = (event: Event): void => {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get("name") as string;
    const content = Object.fromEntries(Object.entries(this.filters).filter(([, value]) => value));
    const item = { id: null, kind: "saved_view", ...OWN, name, content, revision: 0 } as const;
    command(this, { do: "keep", item });
    this.naming = false;
    this.field.focus();
  };

  private readonly onInput = (): void => {
    this.typing.after(() => this.ask({ q: this.field.value }));
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.preventDefault();
      if (this.active) this.clear();
      else this.field.blur();
    }
    if (event.key === "Enter") {
      this.typing.cancel();
      this.ask({ q: this.field.value });
    }
    if (event.key === "ArrowDown") this.step(event, 1);
  };

  private readonly onListKey = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") this.step(event, 1);
    if (event.key === "ArrowUp") this.step(event, -1);
    if (event.key === "Escape") this.clear();
  };

  private step(event: KeyboardEvent, by: 1 | -1): void {
    event.preventDefault();
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>(".find")];
    const at = rows.findIndex((row) => row === this.shadowRoot?.activeElement);
    if (at + by < 0) this.field.focus();
    else rows[Math.min(rows.length - 1, at + by)]?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-finder": FinderPane;
  }
}
