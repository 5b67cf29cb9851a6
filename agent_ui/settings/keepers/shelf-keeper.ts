/** Keeps one kind of what lies on the shelf: everybody's, each team's and one's own, each in its order. */
import type { CannedItem, MacroItem, ShelfItem } from "../../console/models/shelf.js";
import type { Team } from "../../rooms/whose.js";
import type { Editing } from "../models/editing.js";
import { matching, moved, pilesOf, type Pile, type ShelfDraft } from "../models/shelf.js";
import type { ListAsk } from "./list-keeper.js";
import { ListKeeper } from "./list-keeper.js";

export type ShelfAsk<D> =
  | ListAsk<D>
  | { on: "move"; id: string; by: -1 | 1 }
  | { on: "remove"; id: string }
  | { on: "answer"; yes: boolean };

export abstract class ShelfKeeper<I extends CannedItem | MacroItem, D extends ShelfDraft> extends ListKeeper<
  I,
  D
> {
  known: I[] | null = null;
  teams: Team[] = [];
  removing: I | null = null;

  protected abstract readonly kind: I["kind"];

  protected abstract contentOf(draft: D): object;

  /** What fits the search, by whose it is. */
  get piles(): Pile<I>[] {
    return pilesOf(matching(this.known ?? [], this.query), this.teams);
  }

  override forget(): void {
    super.forget();
    this.known = this.removing = null;
  }

  async run(ask: ShelfAsk<D>): Promise<void> {
    switch (ask.on) {
      case "move":
        return this.move(ask.id, ask.by);
      case "remove":
        this.removing = this.find(ask.id) ?? null;
        return;
      case "answer":
        return this.answer(ask.yes);
      default:
        return this.write(ask);
    }
  }

  protected override async fetch(): Promise<void> {
    const { http } = this.office;
    const [{ items }, { teams }] = await Promise.all([
      http.get<{ items: ShelfItem[] }>("/shelf"),
      http.get<{ teams: Team[] }>("/teams"),
    ]);
    this.take(items);
    this.teams = teams;
  }

  protected override async keep({ id, draft, revision }: Editing<D>): Promise<void> {
    const { http } = this.office;
    const body = { name: draft.name.trim(), content: this.contentOf(draft), ...draft.whose };
    if (id) await http.put(`/shelf/${id}`, { ...body, revision });
    else await http.post("/shelf", { ...body, kind: this.kind });
  }

  protected override find(id: string): I | undefined {
    return this.known?.find((item) => item.id === id);
  }

  /** Seen at once; what the desk makes of it comes behind. */
  private async move(id: string, by: -1 | 1): Promise<void> {
    const pile = this.piles.find(({ items }) => items.some((item) => item.id === id));
    if (!pile || !this.known) return;
    const ids = moved(
      pile.items.map((item) => item.id),
      id,
      by,
    );
    const others = this.known.filter((item) => !ids.includes(item.id));
    this.known = [...ids.flatMap((one) => this.find(one) ?? []), ...others];
    this.office.changed();
    const refused = await this.office.trying(async () => {
      this.take((await this.office.http.put<{ items: ShelfItem[] }>("/shelf", { ids })).items);
    });
    if (refused) await this.open();
  }

  private async answer(yes: boolean): Promise<void> {
    const { removing, office } = this;
    this.removing = null;
    if (!removing || !yes) return;
    const refused = await office.trying(async () => {
      await office.http.delete(`/shelf/${removing.id}`);
    });
    await this.open();
    if (!refused) office.say("shelf.removed", { name: removing.name });
  }

  private take(items: readonly ShelfItem[]): void {
    this.known = items.filter((item): item is I => item.kind === this.kind);
  }
}
