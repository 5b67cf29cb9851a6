/** One thing of a list as it is written: the dialog around its fields, and what is asked of its keeper. */
import { html, nothing, type TemplateResult } from "lit";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import type { ListAsk } from "../keepers/list-keeper.js";
import type { Editing } from "../models/editing.js";
import type { SettingsKey } from "../words.js";
import { editing as look } from "./editing.styles.js";
import { editingFoot } from "./editing-foot.js";
import { form } from "./form.styles.js";
import { KeeperPart } from "./part.js";

interface Written<D> {
  readonly editing: Editing<D> | null;
  readonly problems: ReadonlySet<string>;
}

export abstract class ListDialog<D extends { name: string }, K extends Written<D>> extends KeeperPart<K> {
  static override styles = [base, form, look];

  /** The heading over a new one. */
  protected abstract readonly added: SettingsKey;

  protected abstract fields(editing: Editing<D>): TemplateResult;

  protected abstract ask(ask: ListAsk<D>): void;

  override render() {
    const { words, keeper, busy } = this;
    const { editing } = keeper;
    if (!editing) return nothing;
    const heading = editing.id
      ? words.t("people.edit.who", { name: editing.draft.name })
      : words.t(this.added);
    const leave = () => this.ask({ on: "leave" });
    const settle = (keep: "mine" | "theirs") => this.ask({ on: "settle", keep });
    const sound = keeper.problems.size === 0;
    return html`<room-dialog wide heading=${heading} closeLabel=${words.t("room.close")} @leave=${leave}>
      <form novalidate @submit=${this.onSubmit}>
        ${this.fields(editing)} ${editingFoot({ words, editing, sound, busy, leave, settle })}
      </form>
    </room-dialog>`;
  }

  protected wrong(what: string): boolean {
    const { editing, problems } = this.keeper;
    return editing?.refused === what || Boolean(editing?.tried && problems.has(what));
  }

  protected set(parts: Partial<D>): void {
    this.ask({ on: "draft", parts });
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    this.ask({ on: "save" });
  };
}
