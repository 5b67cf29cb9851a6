/** One kind of what lies on the shelf, by whose it is: found, made, changed, put in order, taken away. */
import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { CannedItem, MacroItem } from "../../console/models/shelf.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { icon } from "../../rooms/icons.js";
import { whoseText } from "../../rooms/whose.js";
import type { ShelfAsk, ShelfKeeper } from "../keepers/shelf-keeper.js";
import type { Pile, ShelfDraft } from "../models/shelf.js";
import { editing as look } from "./editing.styles.js";
import { form } from "./form.styles.js";
import { list } from "./list.styles.js";
import { KeeperPart } from "./part.js";
import { section } from "./section.styles.js";

export abstract class ShelfSection<I extends CannedItem | MacroItem, D extends ShelfDraft> extends KeeperPart<
  ShelfKeeper<I, D>
> {
  /** What was asked to move, and where it stood: it keeps the focus. */
  private moving: { id: string; by: -1 | 1; was: number } | null = null;

  static override styles = [
    base,
    section,
    form,
    list,
    look,
    css`
      .rows {
        margin-top: 8px;
      }
      .deeds {
        flex-wrap: wrap;
      }
    `,
  ];

  protected abstract readonly name: "replies" | "macros";

  /** What a row tells below the name. */
  protected abstract gist(item: I): TemplateResult;

  protected abstract chips(item: I): TemplateResult | null;

  protected abstract dialog(): TemplateResult;

  protected abstract ask(ask: ShelfAsk<D>): void;

  override render() {
    const { words, keeper, name } = this;
    if (!keeper.known) return html`<p class="empty">${words.t("room.loading")}</p>`;
    const { piles } = keeper;
    return html`
      <h1 tabindex="-1">${words.t(`section.${name}`)}</h1>
      <p class="lead">${words.t(`${name}.lead`)}</p>
      <div class="bar">
        <input
          class="input"
          type="search"
          placeholder=${words.t("replies.search")}
          aria-label=${words.t("replies.search")}
          .value=${keeper.query}
          @input=${(event: Event) => this.ask({ on: "search", query: (event.target as HTMLInputElement).value })}
        />
        <button class="btn main" type="button" @click=${() => this.ask({ on: "add" })}>
          ${icon("plus", 16)}${words.t(`${name}.add`)}
        </button>
      </div>
      ${piles.map((pile) => this.pile(pile))} ${piles.length === 0 ? this.nothing() : nothing}
      ${this.dialog()} ${this.removing()}
    `;
  }

  override updated(): void {
    const { moving } = this;
    if (!moving || this.placeOf(moving.id) === moving.was) return;
    this.moving = null;
    const [way, other] = moving.by < 0 ? ["up", "down"] : ["down", "up"];
    const button = (which = "") =>
      this.renderRoot.querySelector<HTMLButtonElement>(`[id="${moving.id}-${which}"]`);
    const first = button(way);
    (first?.disabled ? button(other) : first)?.focus();
  }

  private nothing() {
    const { words, keeper, name } = this;
    return html`<section>
      <p class="hint">${words.t(keeper.query.trim() ? "list.nothing" : `${name}.none`)}</p>
    </section>`;
  }

  private pile({ whose, items }: Pile<I>) {
    const heading = whoseText(this.words, whose, this.keeper.teams);
    return html`<section aria-label=${heading}>
      <h2><bdi>${heading}</bdi></h2>
      <ul class="rows">
        ${repeat(
          items,
          ({ id }) => id,
          (item, at) => html`<li>${this.row(item, at, items.length)}</li>`,
        )}
      </ul>
    </section>`;
  }

  private row(item: I, at: number, of: number) {
    const { words } = this;
    const { id, name } = item;
    return html`<div class="who">
        <b><bdi>${name}</bdi></b>
        ${this.gist(item)}
      </div>
      ${this.chips(item)}
      <div class="deeds">
        ${this.mover(item, "up", at, of)} ${this.mover(item, "down", at, of)}
        <button
          class="btn small"
          type="button"
          aria-label=${words.t("people.edit.who", { name })}
          @click=${() => this.ask({ on: "edit", id })}
        >
          ${icon("pen", 15)}${words.t("list.edit")}
        </button>
        <button
          class="btn small square bare"
          type="button"
          aria-label=${words.t("groups.remove.what", { name })}
          @click=${() => this.ask({ on: "remove", id })}
        >
          ${icon("trash", 15)}
        </button>
      </div>`;
  }

  /** Only where all that stands around it is to be seen. */
  private mover({ id, name }: I, way: "up" | "down", at: number, of: number) {
    if (of < 2 || this.keeper.query.trim()) return nothing;
    const by = way === "up" ? -1 : 1;
    return html`<button
      class="btn small square bare"
      id="${id}-${way}"
      type="button"
      ?disabled=${at + by < 0 || at + by >= of}
      aria-label=${this.words.t(`closing.${way}`, { n: name })}
      @click=${() => {
        this.moving = { id, by, was: at };
        this.ask({ on: "move", id, by });
      }}
    >
      <span aria-hidden="true">${way === "up" ? "↑" : "↓"}</span>
    </button>`;
  }

  private removing() {
    const { words, keeper } = this;
    const { removing } = keeper;
    if (!removing) return nothing;
    const answer = (yes: boolean) => () => this.ask({ on: "answer", yes });
    const loses = removing.team_id ? "team" : removing.shared ? "shared" : "own";
    return html`<room-dialog
      heading=${words.t("groups.remove.what", { name: removing.name })}
      closeLabel=${words.t("room.close")}
      @leave=${answer(false)}
    >
      <p>${words.t(`shelf.remove.${loses}`)}</p>
      <br />
      <div class="actions">
        <button class="btn bare" type="button" @click=${answer(false)}>${words.t("room.cancel")}</button>
        <button class="btn main bad" type="button" @click=${answer(true)}>${words.t("groups.remove")}</button>
      </div>
    </room-dialog>`;
  }

  private placeOf(id: string): number {
    const pile = this.keeper.piles.find(({ items }) => items.some((item) => item.id === id));
    return pile?.items.findIndex((item) => item.id === id) ?? -1;
  }
}
