/** What is asked before somebody else is affected. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { command, type Question } from "../commands.js";
import { byState, isReachable, type Board, type BoardAgent, type Line } from "../models/board.js";
import type { BoardWords } from "../words.js";
import { customer } from "./text.js";

const MOST_CAPACITY = 100;

type Asked<K extends Question["kind"]> = Extract<Question, { kind: K }>;

@customElement("baton-board-questions")
export class BoardQuestions extends LitElement {
  @property({ attribute: false }) words!: BoardWords;
  @property({ attribute: false }) question: Question | null = null;
  @property({ attribute: false }) board: Board | null = null;
  @property({ attribute: false }) me = "";
  @property({ type: Boolean }) busy = false;

  static override styles = [
    base,
    css`
      p {
        color: var(--text-2);
        font-size: var(--text-sm);
      }
      form {
        display: grid;
        gap: 16px;
      }
      .foot {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        margin-top: 4px;
      }
      textarea {
        resize: vertical;
      }
    `,
  ];

  override render() {
    const { question } = this;
    switch (question?.kind) {
      case "take_over":
        return this.takeOver(question);
      case "give":
        return this.give(question);
      case "availability":
        return this.availability(question);
      case "capacity":
        return this.capacity(question);
      default:
        return nothing;
    }
  }

  private takeOver({ line }: Asked<"take_over">) {
    const { words } = this;
    const name = customer(words, line);
    const agent = this.agentOf(line);
    const text = agent
      ? words.t("ask.take_over.agent", { agent: agent.name })
      : words.t(line.owner === "bot" ? "ask.take_over.bot" : "ask.take_over.queue");
    return this.dialog(
      words.t("ask.take_over", { name }),
      words.t("watch.take_over"),
      html`<p>${text}</p>`,
      () => command(this, { do: "give", line, to: this.me, comment: "" }),
    );
  }

  private give({ line }: Asked<"give">) {
    const { words, board } = this;
    const agents = byState(board?.agents ?? []).filter(({ id }) => id !== line.agent_id);
    const teams = line.owner === "bot" ? [] : (board?.teams ?? []);
    const fields = html`
      <label class="field"
        ><span>${words.t("ask.give.to")}</span>
        <select class="input" name="to" required>
          <optgroup label=${words.t("agents.heading")}>
            ${agents.map((agent) => html`<option value=${agent.id}>${this.option(agent)}</option>`)}
          </optgroup>
          ${
            teams.length > 0
              ? html`<optgroup label=${words.t("ask.give.teams")}>
                  ${teams.map(({ id, name }) => html`<option value="team:${id}">${name}</option>`)}
                </optgroup>`
              : nothing
          }
        </select>
      </label>
      <label class="field"
        ><span>${words.t("ask.give.comment")}</span>
        <textarea class="input" name="comment" rows="3" maxlength="2000" dir="auto"></textarea>
        <span class="hint">${words.t("ask.give.hint")}</span>
      </label>
    `;
    const heading = words.t("ask.give", { name: customer(words, line) });
    return this.dialog(heading, words.t("watch.give"), fields, (form) =>
      command(this, { do: "give", line, to: textOf(form, "to"), comment: textOf(form, "comment").trim() }),
    );
  }

  private availability({ agent, availability }: Asked<"availability">) {
    const { words } = this;
    const state = words.t(`availability.${availability}`);
    const text = words.t(agent.id === this.me ? "ask.availability.own" : "ask.availability.text", {
      agent: agent.name,
    });
    return this.dialog(
      words.t("ask.availability", { agent: agent.name, state }),
      words.t("ask.set"),
      html`<p>${text}</p>`,
      () => command(this, { do: "steer", agent: agent.id, availability }),
    );
  }

  private capacity({ agent }: Asked<"capacity">) {
    const { words } = this;
    const field = html`<label class="field"
      ><span>${words.t("ask.capacity.label")}</span>
      <input
        class="input"
        name="capacity"
        type="number"
        inputmode="numeric"
        min="0"
        max=${MOST_CAPACITY}
        step="1"
        required
        .value=${String(agent.capacity)}
      />
      <span class="hint">${words.t("ask.capacity.hint")}</span>
    </label>`;
    return this.dialog(words.t("ask.capacity", { agent: agent.name }), words.t("ask.set"), field, (form) =>
      command(this, { do: "steer", agent: agent.id, capacity: Number(textOf(form, "capacity")) }),
    );
  }

  private dialog(heading: string, yes: string, body: TemplateResult, done: (form: FormData) => void) {
    const { words } = this;
    const leave = (): void => command(this, { do: "ask", question: null });
    const submit = (event: Event): void => {
      event.preventDefault();
      done(new FormData(event.target as HTMLFormElement));
    };
    return html`<room-dialog heading=${heading} closeLabel=${words.t("room.close")} @leave=${leave}>
      <form @submit=${submit}>
        ${body}
        <div class="foot">
          <button class="btn" type="button" @click=${leave}>${words.t("room.cancel")}</button>
          <button class="btn main" type="submit" ?disabled=${this.busy}>${yes}</button>
        </div>
      </form>
    </room-dialog>`;
  }

  private agentOf({ agent_id: id }: Line): BoardAgent | undefined {
    return this.board?.agents.find((agent) => agent.id === id);
  }

  private option(agent: BoardAgent): string {
    const { words } = this;
    const load = words.t("load", { load: agent.used, capacity: agent.capacity });
    if (isReachable(agent)) return `${agent.name} · ${load}`;
    const state = agent.present ? words.t(`availability.${agent.availability}`) : words.t("agent.gone");
    return `${agent.name} · ${load} · ${state}`;
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-board-questions": BoardQuestions;
  }
}
