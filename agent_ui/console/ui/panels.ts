/** The questions that come before a change: to whom, with which task, how it ended; and the sheet of keys. */
import { html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { tagsIn } from "../../rooms/steps.js";
import { resolution } from "../../rooms/terms.js";
import { face } from "../../rooms/face.js";
import { command, type Panel } from "../commands.js";
import type { ArticleHit } from "../models/article-search.js";
import type { WireBrief } from "../models/brief.js";
import { USUAL_FORM, type Chat, type ClosingForm, type Colleague, type Team } from "../models/chat.js";
import { choices, type TransferChoice } from "../models/transfer.js";
import { SNOOZES, until, type Snooze } from "../models/snooze.js";
import { SHEET } from "../models/shortcuts.js";
import type { ConsoleWords } from "../words.js";
import { availabilityText, shownAvailability } from "./text.js";
import { styles } from "./panels.styles.js";
import "./hand-back-form.js";
import "./merge-form.js";
import "./merge-picked.js";
import "./ticket-form.js";
import "./transcript-form.js";

@customElement("baton-panels")
export class Panels extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) panel: Panel | null = null;
  @property({ attribute: false }) chat: Chat | undefined;
  @property({ attribute: false }) brief: WireBrief | null = null;
  @property({ attribute: false }) me = "";
  @property({ attribute: false }) colleagues: readonly Colleague[] = [];
  @property({ attribute: false }) shortcuts = true;
  @property({ attribute: false }) teams: readonly Team[] = [];
  @property({ attribute: false }) form: ClosingForm = USUAL_FORM;
  /** Of those who may act over a colleague's head. */
  @property({ type: Boolean }) leads = false;
  @property({ type: Boolean }) busy = false;
  /** Articles for the words that were typed. */
  @property({ attribute: false }) hits: readonly ArticleHit[] = [];
  @property({ type: Boolean }) finding = false;
  /** What the customer has besides; null until it is known. */
  @property({ attribute: false }) others: readonly Chat[] | null = null;
  /** The conversations that are picked in the list. */
  @property({ attribute: false }) picked: readonly Chat[] = [];
  @query("#comment") private readonly comment!: HTMLInputElement;

  static override styles = [base, styles];

  override render() {
    switch (this.panel) {
      case "transfer":
        return this.dialog("transfer.heading", this.transfer());
      case "ticket":
        return html`<baton-ticket-form
          .words=${this.words}
          .chat=${this.chat}
          .brief=${this.brief}
        ></baton-ticket-form>`;
      case "transcript":
        return html`<baton-transcript-form
          .words=${this.words}
          .chat=${this.chat}
          .brief=${this.brief}
        ></baton-transcript-form>`;
      case "merge":
        return html`<baton-merge-form
          .words=${this.words}
          .chat=${this.chat}
          .others=${this.others}
          .me=${this.me}
          ?leads=${this.leads}
        ></baton-merge-form>`;
      case "merge_picked":
        return html`<baton-merge-picked
          .words=${this.words}
          .chats=${this.picked}
          .me=${this.me}
          ?leads=${this.leads}
        ></baton-merge-picked>`;
      case "snooze":
        return this.dialog("snooze.heading", this.snooze());
      case "hand_back":
        return html`<baton-hand-back
          .words=${this.words}
          .chat=${this.chat}
          .hits=${this.hits}
          ?finding=${this.finding}
          ?busy=${this.busy}
        ></baton-hand-back>`;
      case "resolve":
        return this.dialog("resolve.heading", this.resolve());
      case "shortcuts":
        return this.dialog("sheet.heading", this.sheet(), true);
      default:
        return nothing;
    }
  }

  private dialog(
    heading: "snooze.heading" | "transfer.heading" | "resolve.heading" | "sheet.heading",
    body: unknown,
    wide = false,
  ) {
    return html`<room-dialog
      heading=${this.words.t(heading)}
      closeLabel=${this.words.t("room.close")}
      ?wide=${wide}
      @leave=${this.leave}
      >${body}</room-dialog
    >`;
  }

  private transfer() {
    const { words } = this;
    const people = choices(this.colleagues, [this.me, this.chat?.agent?.id ?? ""]);
    return html`
      <p class="hint">${words.t("transfer.hint")}</p>
      <label class="field">
        ${words.t("transfer.comment")}
        <input class="input" id="comment" dir="auto" maxlength="2000" />
      </label>
      ${people.length === 0 ? html`<p class="hint">${words.t("transfer.none")}</p>` : nothing}
      <ul>
        ${people.map((choice) => html`<li>${this.person(choice)}</li>`)}
        ${this.teams.map((team) => html`<li>${this.team(team)}</li>`)}
      </ul>
    `;
  }

  private person({ colleague, obstacle }: TransferChoice) {
    const { words } = this;
    const { id, name, load, capacity, picture } = colleague;
    const availability = shownAvailability(colleague);
    const facts = [
      availabilityText(words, availability, colleague.away_reason),
      words.t("transfer.load", { load, capacity }),
      ...(obstacle ? [words.t(`transfer.${obstacle}`)] : []),
    ];
    return html`<button
      class="person"
      type="button"
      ?disabled=${(obstacle !== null && !this.leads) || this.busy}
      @click=${() => this.pass(id, obstacle !== null)}
    >
      ${face(id, name, "user", false, picture)}
      <span class="grow">
        <strong><span class="clip" dir="auto">${name}</span><span class="dot ${availability}"></span></strong>
        <span class="quiet">${facts.join(" · ")}</span>
      </span>
    </button>`;
  }

  private team({ id, name }: Team) {
    const { words } = this;
    return html`<button
      class="person"
      type="button"
      ?disabled=${this.busy}
      @click=${() => this.pass(`team:${id}`, false)}
    >
      ${face(id, name)}
      <span class="grow">
        <strong><span class="clip" dir="auto">${name}</span></strong>
        <span class="quiet">${words.t("transfer.team")}</span>
      </span>
    </button>`;
  }

  /** Those who lead may give it to one who is full or away. */
  private pass(to: string, force: boolean): void {
    command(this, { do: "transfer", to, comment: this.comment.value.trim(), force });
  }

  private snooze() {
    const { words } = this;
    return html`<form @submit=${this.onSnooze}>
      <p class="hint">${words.t("snooze.hint")}</p>
      <fieldset>
        <legend>${words.t("snooze.legend")}</legend>
        ${SNOOZES.map(
          (choice, index) =>
            html`<label class="option">
              <input type="radio" name="choice" value=${choice} ?checked=${index === 0} />
              ${words.t(`snooze.${choice}`)}
              ${
                choice === "chosen"
                  ? html`<input
                      class="input"
                      type="datetime-local"
                      name="moment"
                      aria-label=${words.t("snooze.chosen")}
                      @input=${this.onMoment}
                    />`
                  : nothing
              }
            </label>`,
        )}
      </fieldset>
      ${this.foot(words.t("snooze.confirm"))}
    </form>`;
  }

  private resolve() {
    const { words } = this;
    return html`<form @submit=${this.onResolve}>
      <p class="hint">${words.t("resolve.hint")}</p>
      <fieldset>
        <legend>${words.t("resolve.reason")}</legend>
        ${this.form.reasons.map(
          (reason, index) =>
            html`<label class="option">
              <input type="radio" name="reason" value=${reason} ?checked=${index === 0} />
              ${resolution(words, reason)}
            </label>`,
        )}
      </fieldset>
      ${this.tags()} ${this.foot(words.t("resolve.confirm"))}
    </form>`;
  }

  private tags() {
    const { words, form } = this;
    const given = this.chat?.tags ?? [];
    const title = words.t(form.tags_required ? "resolve.tags.required" : "resolve.tags");
    if (form.tags.length === 0)
      return html`<label class="field">
        ${title}
        <input
          class="input"
          name="tags"
          dir="auto"
          .value=${given.join(", ")}
          ?required=${form.tags_required}
          placeholder=${words.t("resolve.tags.placeholder")}
        />
      </label>`;
    return html`<fieldset>
      <legend>${title}</legend>
      ${form.tags.map(
        (tag) =>
          html`<label class="option">
            <input type="checkbox" name="tags" value=${tag} ?checked=${given.includes(tag)} />
            <bdi>${tag}</bdi>
          </label>`,
      )}
    </fieldset>`;
  }

  private foot(confirm: string) {
    return html`<div class="foot">
      <button class="btn" type="button" @click=${this.leave}>${this.words.t("room.cancel")}</button>
      <button class="btn main" ?disabled=${this.busy}>${confirm}</button>
    </div>`;
  }

  private sheet() {
    const { words } = this;
    return html`
      <label class="tick">
        <input
          type="checkbox"
          .checked=${this.shortcuts}
          @change=${(event: Event) =>
            command(this, {
              do: "prefer",
              preferences: { shortcuts: (event.target as HTMLInputElement).checked },
            })}
        />
        ${words.t("sheet.on")}
      </label>
      <p class="hint">${words.t("sheet.hint")}</p>
      <div class="keys">
        ${SHEET.map(
          ([shortcut, keys]) =>
            html`<div class="key">
              <span>${words.t(`sheet.${shortcut}`)}</span>
              <span>${keys.map((key) => html`<kbd>${key}</kbd> `)}</span>
            </div>`,
        )}
      </div>
    `;
  }

  private readonly leave = (): void => command(this, { do: "ask", panel: null });

  /** Who fills in a moment means it. */
  private readonly onMoment = (event: Event): void => {
    const form = (event.target as HTMLInputElement).form;
    const choice = form?.elements.namedItem("choice");
    if (choice instanceof RadioNodeList) choice.value = "chosen";
  };

  private readonly onSnooze = (event: Event): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [choice, moment] = [form.get("choice") as Snooze, form.get("moment") as string];
    if (choice === "chosen" && !moment) return;
    command(this, { do: "snooze", until: until(choice, new Date(), moment) });
  };

  private readonly onResolve = (event: Event): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const tags = form.getAll("tags").flatMap((value) => tagsIn(value as string));
    command(this, { do: "resolve", reason: form.get("reason") as string, tags });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-panels": Panels;
  }
}
