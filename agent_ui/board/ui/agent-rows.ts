/** The agents: how they are and since when, what they carry, and what those who lead may set. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { availabilityText, shownAvailability } from "../../console/ui/text.js";
import { base } from "../../rooms/base.js";
import { face } from "../../rooms/face.js";
import { icon } from "../../rooms/icons.js";
import "../../rooms/menu.js";
import type { MenuItem } from "../../rooms/menu.js";
import type { Availability } from "../../shared/wire.js";
import { command } from "../commands.js";
import {
  byState,
  lastActivity,
  linesOf,
  pressingOf,
  type Board,
  type BoardAgent,
  type Line,
} from "../models/board.js";
import type { BoardWords } from "../words.js";
import { styles } from "./agent-rows.styles.js";
import { customer, since } from "./text.js";

const CHOICES: readonly Availability[] = ["online", "away", "offline"];
const FULL = 100;

@customElement("baton-agents")
export class AgentRows extends LitElement {
  @property({ attribute: false }) words!: BoardWords;
  @property({ attribute: false }) board!: Board;
  @property({ attribute: false }) me = "";
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) selected: string | null = null;

  static override styles = [base, ...styles];

  override render() {
    const { words, board } = this;
    return html`<section aria-labelledby="heading">
      <h2 id="heading">
        ${words.t("agents.heading")} <span class="count num">${words.number(board.agents.length)}</span>
      </h2>
      ${board.agents.length === 0 ? html`<p class="none">${words.t("agents.none")}</p>` : nothing}
      <ul>
        ${repeat(
          byState(board.agents),
          ({ id }) => id,
          (agent) => html`<li>${this.row(agent)}</li>`,
        )}
      </ul>
    </section>`;
  }

  private row(agent: BoardAgent) {
    const { words } = this;
    const lines = linesOf(this.board, agent.id);
    return html`
      <div class="head">
        ${face(agent.id, agent.name, "user", true, agent.picture)}
        <div class="grow">
          <p class="name clip">
            <bdi>${agent.name}</bdi
            >${agent.id === this.me ? html` <span class="quiet">${words.t("agent.you")}</span>` : nothing}
          </p>
          <p class="state">${this.state(agent)}</p>
        </div>
        ${this.load(agent)}
        <room-menu
          end
          label=${words.t("agent.menu", { name: agent.name })}
          .items=${this.items(agent)}
          @pick=${({ detail }: CustomEvent<string>) => this.pick(agent, detail)}
          >${icon("dots")}</room-menu
        >
      </div>
      ${
        lines.length > 0
          ? html`<ul class="chats" aria-label=${words.t("agent.chats", { name: agent.name })}>
              ${lines.map((line) => html`<li>${this.chat(line)}</li>`)}
            </ul>`
          : nothing
      }
    `;
  }

  private state(agent: BoardAgent) {
    const { words, now } = this;
    const shown = shownAvailability(agent);
    const name = agent.present ? availabilityText(words, shown, agent.away_reason) : words.t("agent.gone");
    const rests = agent.rests_until !== null && Date.parse(agent.rests_until) > now;
    const last = lastActivity(this.board, agent.id);
    return html`<span class="dot ${shown}"></span>
      <span
        >${agent.state_since ? words.t("agent.since", { state: name, time: since(words, agent.state_since, now) }) : name}</span
      >
      ${rests ? html`<span class="chip warn">${words.t("agent.rests")}</span>` : nothing}
      ${agent.hard_in_a_row > 0 ? html`<span class="chip bad">${words.n("agent.heat", agent.hard_in_a_row)}</span>` : nothing}
      ${last ? html`<span class="quiet">${words.t("agent.last", { time: since(words, last, now) })}</span>` : nothing}`;
  }

  private load({ load, async_load: later, used, capacity }: BoardAgent) {
    const { words } = this;
    const share = capacity > 0 ? Math.min(FULL, (used / capacity) * FULL) : used > 0 ? FULL : 0;
    const label = words.t("agent.load", { live: load, later, used, capacity });
    return html`<div class="load" title=${label}>
      <span class="sr">${label}</span>
      <span class="num" aria-hidden="true">${words.t("load", { load: used, capacity })}</span>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="room" width="100" height="6" rx="3" />
        <rect class=${share >= FULL ? "full" : "used"} width=${share} height="6" rx="3" />
      </svg>
    </div>`;
  }

  private chat(line: Line) {
    const { words } = this;
    const clock = pressingOf(line, this.now);
    const tone = clock?.pressure === "breached" ? "bad" : clock?.pressure === "soon" ? "warn" : "";
    const waits = line.customer_waits && line.state !== "snoozed";
    return html`<button
      class="chat ${tone} ${line.id === this.selected ? "on" : ""}"
      type="button"
      aria-pressed=${line.id === this.selected}
      @click=${() => command(this, { do: "watch", id: line.id })}
    >
      ${icon(line.state === "snoozed" ? "clock" : line.live ? "user" : "note", 14)}
      <bdi class="clip">${customer(words, line)}</bdi>
      ${waits ? html`<span class="sr">${words.t("agent.waits")}</span><i class="mark" aria-hidden="true"></i>` : nothing}
    </button>`;
  }

  private items(agent: BoardAgent): MenuItem[] {
    const { words } = this;
    return [
      ...CHOICES.filter((value) => value !== agent.availability).map((value): MenuItem => ({
        value,
        label: words.t("agent.set", { state: words.t(`availability.${value}`) }),
        dot: value,
      })),
      { value: "capacity", label: words.t("agent.capacity"), icon: "dial" },
    ];
  }

  private pick(agent: BoardAgent, chosen: string): void {
    const availability = CHOICES.find((value) => value === chosen);
    command(this, {
      do: "ask",
      question: availability ? { kind: "availability", agent, availability } : { kind: "capacity", agent },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-agents": AgentRows;
  }
}
