/** The palette: everything that can be done or opened, found by a few letters (Ctrl or ⌘ + K). */
import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { deepFocus } from "../../rooms/dialog.js";
import { icon, type IconName } from "../../rooms/icons.js";
import { command, type Command } from "../commands.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./palette.styles.js";
import { TypingPause } from "./typing-pause.js";

export interface Entry {
  id: string;
  group: "action" | "macro" | "view" | "conversation" | "article";
  label: string;
  hint?: string;
  icon: IconName;
  keys?: string;
  command: Command;
}

const MOST_OF_A_GROUP = 6;

@customElement("baton-palette")
export class Palette extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  /** What is always there, and what was found for the letters typed. */
  @property({ attribute: false }) entries: readonly Entry[] = [];
  @property({ attribute: false }) found: readonly Entry[] = [];
  @state() private text = "";
  @state() private active = 0;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  private readonly typing = new TypingPause(this, 200);
  private returnTo: HTMLElement | null = null;

  static override styles = [base, styles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.returnTo = deepFocus();
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    this.renderRoot.querySelector("input")?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.returnTo?.focus();
  }

  override render() {
    const { words } = this;
    const shown = this.shown();
    const at = Math.min(this.active, shown.length - 1);
    let group = "";
    return html`<dialog
      aria-label=${words.t("palette.label")}
      @cancel=${(event: Event) => {
        event.preventDefault();
        this.leave();
      }}
      @click=${(event: MouseEvent) => {
        if (event.target === this.dialog) this.leave();
      }}
    >
      <div class="ask">
        ${icon("search")}
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="entries"
          aria-autocomplete="list"
          aria-activedescendant=${shown.length > 0 ? `entry-${at}` : nothing}
          aria-label=${words.t("palette.label")}
          placeholder=${words.t("palette.hint")}
          dir="auto"
          autocomplete="off"
          @input=${this.onInput}
          @keydown=${this.onKey}
        />
      </div>
      <ul id="entries" role="listbox" class="scroll" aria-label=${words.t("palette.label")}>
        ${shown.map((entry, index) => {
          const first = entry.group !== group;
          group = entry.group;
          return html`${
            first
              ? html`<li class="group" role="presentation">${words.t(`palette.${entry.group}`)}</li>`
              : nothing
          }${this.entry(entry, index, at)}`;
        })}
      </ul>
      <p class="none" role="status">${shown.length === 0 ? words.t("palette.none") : nothing}</p>
    </dialog>`;
  }

  private entry(entry: Entry, index: number, at: number) {
    return html`<li
      id="entry-${index}"
      class="entry"
      role="option"
      aria-selected=${index === at}
      @click=${() => this.take(entry)}
    >
      ${icon(entry.icon, 16)}
      <span class="grow words"
        ><bdi class="clip">${entry.label}</bdi
        >${entry.hint ? html` <bdi class="quiet clip">${entry.hint}</bdi>` : nothing}</span
      >
      ${entry.keys ? html`<kbd aria-hidden="true">${entry.keys}</kbd>` : nothing}
    </li>`;
  }

  private shown(): Entry[] {
    const wanted = this.text.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ label, hint = "" }: Entry): boolean =>
      wanted.every((word) => `${label} ${hint}`.toLowerCase().includes(word));
    const own = this.entries.filter(fits);
    const ids = new Set(own.map(({ id }) => id));
    const all = [...own, ...(wanted.length > 0 ? this.found.filter(({ id }) => !ids.has(id)) : [])];
    const groups = new Map<string, Entry[]>();
    for (const entry of all) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
    const most = wanted.length > 0 ? MOST_OF_A_GROUP : 12;
    return [...groups.values()].flatMap((entries) => entries.slice(0, most));
  }

  private take(entry: Entry): void {
    this.leave();
    command(this, entry.command);
  }

  private leave(): void {
    command(this, { do: "palette", open: false });
  }

  private readonly onInput = (event: Event): void => {
    this.text = (event.target as HTMLInputElement).value;
    this.active = 0;
    this.typing.after(() => {
      this.dispatchEvent(new CustomEvent("ask", { detail: this.text.trim() }));
    });
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const shown = this.shown();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      this.active = (Math.min(this.active, shown.length - 1) + step + shown.length) % shown.length;
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }),
      );
    }
    const chosen = shown[Math.min(this.active, shown.length - 1)];
    if (event.key === "Enter" && !event.isComposing && chosen) {
      event.preventDefault();
      this.take(chosen);
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-palette": Palette;
  }
}
