/** The shelf: canned replies, macros and saved views, one's own, a team's and everybody's; made, changed, taken away. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { icon, type IconName } from "../../rooms/icons.js";
import { PLACEHOLDERS } from "../../rooms/placeholders.js";
import "../../rooms/step-list.js";
import { receiversOf, says, soundSteps, type Receiver, type Step } from "../../rooms/steps.js";
import { OWN, whoseField, whoseText, type Team, type Whose } from "../../rooms/whose.js";
import { langsFor } from "../../rooms/offered.js";
import { LANGS } from "../../shared/i18n.js";
import { command } from "../commands.js";
import type { ClosingForm, Colleague } from "../models/chat.js";
import type { CannedItem, MacroItem, ShelfItem } from "../models/shelf.js";
import type { Wanted } from "../shelf-keeper.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./shelf-panel.styles.js";
import { langName } from "./text.js";

const ICONS: Record<ShelfItem["kind"], IconName> = {
  canned_reply: "quote",
  macro: "spark",
  saved_view: "eye",
};
const KINDS = ["canned_reply", "macro"] as const;

type Draft = Omit<Wanted, "content"> & {
  shortcut: string;
  texts: Record<string, string>;
  steps: readonly Step[];
};

@customElement("baton-shelf")
export class ShelfPanel extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) items: readonly ShelfItem[] = [];
  @property({ attribute: false }) colleagues: readonly Colleague[] = [];
  @property({ attribute: false }) teams: readonly Team[] = [];
  @property({ attribute: false }) form!: ClosingForm;
  @property() me = "";
  /** Of those who keep what is everybody's. */
  @property({ type: Boolean }) leads = false;
  @state() private draft: Draft | null = null;
  @state() private tried = false;

  static override styles = [base, styles];

  override render() {
    const { words, draft } = this;
    return html`<room-dialog
      wide
      heading=${draft ? this.titleOf(draft) : words.t("shelf.heading")}
      closeLabel=${words.t("room.close")}
      @leave=${this.leave}
    >
      ${draft ? this.edit(draft) : this.list()}
    </room-dialog>`;
  }

  private titleOf({ id, kind }: Draft): string {
    const which = kind === "macro" ? "macro" : "canned_reply";
    return this.words.t(id ? `shelf.change.${which}` : `shelf.new.${which}`);
  }

  private list() {
    const { words } = this;
    return html`
      <p class="hint">${words.t("shelf.intro")}</p>
      <div class="make">
        ${KINDS.map(
          (kind) =>
            html`<button class="btn" type="button" @click=${() => this.begin(kind)}>
              ${icon("plus", 15)}${words.t(`shelf.new.${kind}`)}
            </button>`,
        )}
      </div>
      <ul class="items" aria-label=${words.t("shelf.heading")}>
        ${this.items.map((item) => html`<li class="item">${this.item(item)}</li>`)}
      </ul>
      ${this.items.length === 0 ? html`<p class="hint">${words.t("shelf.empty")}</p>` : nothing}
    `;
  }

  private item(item: ShelfItem) {
    const { words } = this;
    const mine = !item.shared || this.leads;
    return html`${icon(ICONS[item.kind])}
      <span class="grow">
        <strong class="clip"><bdi>${item.name}</bdi></strong>
        <span class="quiet clip">${this.about(item)}</span>
      </span>
      <span class="chip ${item.shared || item.team_id ? "accent" : "lined"}"
        ><bdi>${whoseText(words, item, this.teams)}</bdi></span
      >
      ${
        mine && item.kind !== "saved_view"
          ? html`<button
              class="btn bare square"
              type="button"
              aria-label=${words.t("shelf.change", { name: item.name })}
              @click=${() => this.open(draftOf(item))}
            >
              ${icon("pen")}
            </button>`
          : nothing
      }
      ${
        mine
          ? html`<button
              class="btn bare square"
              type="button"
              aria-label=${words.t("shelf.drop", { name: item.name })}
              @click=${() => command(this, { do: "drop", id: item.id })}
            >
              ${icon("trash")}
            </button>`
          : nothing
      }`;
  }

  private about(item: ShelfItem): string {
    if (item.kind === "canned_reply") {
      const langs = Object.keys(item.content.texts).map((lang) => langName(this.words, lang));
      return `/${item.content.shortcut} · ${langs.join(", ")}`;
    }
    if (item.kind === "macro")
      return item.content.steps.map((step) => says(this.words, step, this.receivers)).join(" → ");
    return this.words.t("shelf.view");
  }

  private edit(draft: Draft) {
    const { words } = this;
    return html`<form @submit=${this.onSubmit}>
      <label class="field">
        ${words.t("shelf.name")}
        <input class="input" name="name" dir="auto" required maxlength="100" .value=${draft.name} />
      </label>
      ${draft.kind === "macro" ? this.steps(draft) : this.texts(draft)}
      ${whoseField({
        words,
        whose: draft,
        teams: this.mine,
        leads: this.leads,
        change: (whose) => this.set(whose),
      })}
      <div class="foot">
        <button class="btn" type="button" @click=${() => (this.draft = null)}>
          ${words.t("room.cancel")}
        </button>
        <button class="btn main">${words.t("shelf.keep")}</button>
      </div>
    </form>`;
  }

  private texts(draft: Draft) {
    const { words } = this;
    return html`<label class="field">
        ${words.t("shelf.shortcut")}
        <input
          class="input"
          name="shortcut"
          dir="auto"
          required
          maxlength="32"
          pattern="[\\p{L}\\p{N}_\\-]+"
          title=${words.t("shelf.shortcut.rule")}
          .value=${draft.shortcut}
        />
      </label>
      ${langsFor(draft.texts).map(
        (lang) =>
          html`<label class="field">
            ${words.t("shelf.text", { lang: langName(words, lang) })}
            <textarea
              class="input"
              name=${`text-${lang}`}
              rows="3"
              dir="auto"
              lang=${lang}
              maxlength="4000"
              .value=${draft.texts[lang] ?? ""}
            ></textarea>
          </label>`,
      )}
      <p class="hint">
        ${words.t("shelf.placeholders")}
        ${PLACEHOLDERS.map((name) => html`<code dir="ltr">{{${name}}}</code> `)}<code dir="ltr"
          >{{customer.first_name|${words.t("shelf.placeholder.instead")}}}</code
        >
      </p>`;
  }

  private steps(draft: Draft) {
    return html`<baton-steps
      .words=${this.words}
      .steps=${draft.steps}
      .receivers=${this.receivers}
      .reasons=${this.form.reasons}
      ?tried=${this.tried}
      @steps=${(event: CustomEvent<readonly Step[]>) => this.set({ steps: event.detail })}
    ></baton-steps>`;
  }

  private get receivers(): Receiver[] {
    return receiversOf(this.words, this.colleagues, this.teams);
  }

  /** The teams into whose shelves this agent may put something. */
  private get mine(): readonly Team[] {
    if (this.leads) return this.teams;
    const own = this.colleagues.find((one) => one.id === this.me)?.teams ?? [];
    return this.teams.filter((team) => own.includes(team.id));
  }

  private set(parts: Partial<Draft> | Whose): void {
    if (this.draft) this.draft = { ...this.draft, ...parts };
  }

  private open(draft: Draft): void {
    this.draft = draft;
    this.tried = false;
  }

  private begin(kind: (typeof KINDS)[number]): void {
    const steps: Step[] = kind === "macro" ? [{ do: "reply", texts: {} }] : [];
    this.open({ id: null, kind, ...OWN, name: "", revision: 0, shortcut: "", texts: {}, steps });
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    if (!this.draft) return;
    const form = new FormData(event.target as HTMLFormElement);
    const { id, kind, revision, steps, shared, team_id } = this.draft;
    this.tried = true;
    if (kind === "macro" && !soundSteps(steps)) return;
    const named = LANGS.map(
      (lang) => [lang, ((form.get(`text-${lang}`) as string | null) ?? "").trim()] as const,
    );
    const texts = Object.fromEntries(named.filter(([, text]) => text));
    const content = kind === "macro" ? { steps } : { shortcut: form.get("shortcut") as string, texts };
    command(this, {
      do: "keep",
      item: { id, kind, shared, team_id, name: form.get("name") as string, content, revision },
    });
    this.draft = null;
  };

  private readonly leave = (): void => {
    if (this.draft) this.draft = null;
    else command(this, { do: "ask", panel: null });
  };
}

function draftOf(item: CannedItem | MacroItem): Draft {
  const { id, kind, shared, team_id, name, revision } = item;
  const of = { id, kind, shared, team_id, name, revision };
  return item.kind === "macro"
    ? { ...of, shortcut: "", texts: {}, steps: item.content.steps }
    : { ...of, shortcut: item.content.shortcut, texts: { ...item.content.texts }, steps: [] };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-shelf": ShelfPanel;
  }
}
