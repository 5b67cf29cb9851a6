/** A list of conversations: those who wait, in the queue's order, or those the bot talks to. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Team } from "../../console/models/chat.js";
import { isHeated } from "../../console/models/chat.js";
import { waitSince } from "../../console/models/waiting.js";
import { clockText, duration, langName } from "../../console/ui/text.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { topic } from "../../rooms/terms.js";
import { dirOf } from "../../shared/i18n.js";
import { command } from "../commands.js";
import { moodOf, pressingOf, type Line } from "../models/board.js";
import type { BoardWords } from "../words.js";
import { styles } from "./line-list.styles.js";
import { customer } from "./text.js";

@customElement("baton-lines")
export class LineList extends LitElement {
  @property({ attribute: false }) words!: BoardWords;
  @property() kind: "waiting" | "bot" = "waiting";
  @property({ attribute: false }) lines: readonly Line[] = [];
  /** How many there are, though the list may be cut short. */
  @property({ attribute: false }) count = 0;
  @property({ attribute: false }) teams: readonly Team[] = [];
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) selected: string | null = null;

  static override styles = [base, styles];

  override render() {
    const { words, kind, lines } = this;
    const more = this.count - lines.length;
    return html`<section aria-labelledby="heading">
      <h2 id="heading">
        ${words.t(`lines.${kind}`)} <span class="count num">${words.number(this.count)}</span>
      </h2>
      ${lines.length === 0 ? html`<p class="none">${words.t(`lines.${kind}.none`)}</p>` : nothing}
      <ul>
        ${repeat(
          lines,
          ({ id }) => id,
          (line) => html`<li>${this.line(line)}</li>`,
        )}
      </ul>
      ${more > 0 ? html`<p class="none">${words.n("lines.more", more)}</p>` : nothing}
    </section>`;
  }

  private line(line: Line) {
    const { words } = this;
    const wait = waitSince(line.waiting_since ?? line.opened_at, this.now);
    const said = line.goal ?? line.last_text;
    return html`<button
      class="line ${line.id === this.selected ? "on" : ""}"
      type="button"
      aria-pressed=${line.id === this.selected}
      @click=${() => command(this, { do: "watch", id: line.id })}
    >
      <span class="top">
        <bdi class="who clip">${customer(words, line)}</bdi>
        ${wait ? html`<span class="wait num ${this.kind === "waiting" ? wait.urgency : ""}">${duration(words, wait)}</span>` : nothing}
      </span>
      ${said ? html`<span class="said" lang=${line.lang} dir=${dirOf(line.lang)}>${said}</span>` : nothing}
      <span class="chips">${this.chips(line)}</span>
    </button>`;
  }

  private chips(line: Line) {
    const { words } = this;
    const clock = pressingOf(line, this.now);
    const mood = moodOf(line);
    const team = this.teams.find(({ id }) => id === line.team_id);
    return html`
      ${clock && clock.pressure !== "calm" ? html`<span class="chip ${clock.pressure === "breached" ? "bad" : "warn"}">${clockText(words, clock)}</span>` : nothing}
      ${line.priority === "normal" ? nothing : html`<span class="chip ${line.priority === "urgent" ? "bad" : "lined"}">${words.t(`priority.${line.priority}`)}</span>`}
      ${line.reason ? html`<span class="chip ${isHeated(line.reason) ? "bad" : "accent"}">${words.t(`reason.${line.reason}`)}</span>` : nothing}
      ${mood && mood !== "calm" && !(mood === "upset" && line.reason === "frustrated") ? html`<span class="chip ${mood === "upset" ? "bad" : "warn"}">${icon("pulse", 12)}${words.t(`mood.${mood}`)}</span>` : nothing}
      <span class="chip lined">${langName(words, line.lang)}</span>
      ${line.skill ? html`<span class="chip lined">${words.t("line.skill", { skill: topic(words, line.skill) })}</span>` : nothing}
      ${team ? html`<span class="chip lined"><bdi>${team.name}</bdi></span>` : nothing}
      ${line.live ? nothing : html`<span class="chip lined">${words.t("line.later")}</span>`}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-lines": LineList;
  }
}
