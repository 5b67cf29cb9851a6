/** "Bot's answers": the dial, what another setting would have done, who judges, and what was changed when. */
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { icon } from "../../rooms/icons.js";
import { dirOf } from "../../shared/i18n.js";
import { command } from "../commands.js";
import { DAYS, type AnsweringModel } from "../models/answering.js";
import {
  OUTCOMES,
  type Answering,
  type Example,
  type Measured,
  type Outcome,
  type Replay,
  type Tally,
} from "../models/wire.js";
import type { SettingsKey } from "../words.js";
import { historySection, judgeSection } from "./judge-section.js";
import "./outcome-bars.js";
import "./risk-curve.js";
import "./risk-dial.js";
import { styles } from "./answering-section.styles.js";
import { ModelPart } from "./part.js";
import { section } from "./section.styles.js";
import { outcome, percent } from "./text.js";

const SETS = new Set(["kb_sumo", "kb_aws"]);

@customElement("baton-answering")
export class AnsweringSection extends ModelPart<AnsweringModel> {
  @property({ type: Boolean }) asking = false;

  static override styles = [base, section, styles];

  override render() {
    const { words, model } = this;
    const { saved, replay } = model;
    if (!saved) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("answering.heading")}</h1>
      <p class="lead">${words.t("answering.lead")}</p>
      <section aria-labelledby="dial">
        <h2 id="dial">${words.t("dial.heading", { percent: percent(words, model.risk) })}</h2>
        <p class="hint">${words.t("dial.hint")}</p>
        <baton-dial
          .words=${words}
          .saved=${saved}
          .hundredths=${model.inHundred}
          ?turned=${model.turned}
          ?busy=${this.busy}
        ></baton-dial>
      </section>
      ${replay ? this.replay(replay) : html`<p class="empty">${words.t("room.loading")}</p>`}
      <div class="pair">${judgeSection(words, model, saved)} ${historySection(words, saved)}</div>
      ${this.asking ? this.question(saved, replay) : nothing}
    `;
  }

  private replay(replay: Replay) {
    const { words, model } = this;
    return html`
      <section aria-labelledby="replay" aria-busy=${model.stale}>
        <div class="head">
          <h2 id="replay">${words.t("replay.heading")}</h2>
          <label>
            <span class="sr">${words.t("replay.days.label")}</span>
            <select
              class="input small"
              @change=${(event: Event) =>
                command(this, { do: "days", days: Number((event.target as HTMLSelectElement).value) })}
            >
              ${DAYS.map(
                (days) =>
                  html`<option value=${days} ?selected=${days === model.days}>
                    ${words.n("replay.days", days)}
                  </option>`,
              )}
            </select>
          </label>
        </div>
        ${replay.n > 0 ? this.own(replay) : nothing} ${replay.enough ? nothing : this.measured(replay)}
        <p class="sr" role="status">${model.stale ? "" : this.spoken(replay)}</p>
      </section>
      ${replay.enough ? this.curve(replay) : nothing} ${this.examples(replay)}
    `;
  }

  private own(replay: Replay) {
    const { words } = this;
    const bars = (["now", "then"] as const).map((name) => ({
      label: words.t(`replay.${name}`),
      shares: sharesOf(replay[name], replay.n),
      counts: replay[name],
    }));
    return html`
      <baton-outcomes
        .words=${words}
        .bars=${bars}
        caption=${words.n("replay.caption", replay.n)}
      ></baton-outcomes>
      <table class="wrong">
        <caption class="sr">
          ${words.t("wrong.heading")}
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.t("wrong.heading")}</th>
            <th scope="col">${words.t("replay.now")}</th>
            <th scope="col">${words.t("replay.then")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">${words.t("wrong.expected")}</th>
            <td>${percent(words, replay.now.expected_wrong)}</td>
            <td>${percent(words, replay.then.expected_wrong)}</td>
          </tr>
          <tr>
            <th scope="row">${words.t("wrong.observed")}</th>
            <td>${this.seen(replay.now)}</td>
            <td>${this.seen(replay.then)}</td>
          </tr>
        </tbody>
      </table>
      <p class="hint">${words.t("wrong.hint")}</p>
    `;
  }

  private seen({ observed_wrong: seen }: Tally) {
    const { words } = this;
    if (!seen) return html`<span class="quiet">${words.t("wrong.none")}</span>`;
    const range = words.t("wrong.range", { low: percent(words, seen.low), high: percent(words, seen.high) });
    return html`${percent(words, seen.wrong / seen.n)}
      <small>${words.t("wrong.of", { wrong: seen.wrong, n: seen.n })} · ${range}</small>`;
  }

  private measured(replay: Replay) {
    const { words } = this;
    return html`<div class="note">
      <p>${icon("info", 16)}<span>${words.n("measured.few", replay.n, { needed: replay.needed })}</span></p>
      ${replay.measured_then.map((then, index) => this.measuredSet(replay.measured_now[index] ?? then, then))}
    </div>`;
  }

  private measuredSet(now: Measured, then: Measured) {
    const { words } = this;
    const what = SETS.has(then.set) ? words.t(`measured.${then.set}` as SettingsKey) : then.what;
    const bars = [
      { label: words.t("replay.now"), shares: now },
      { label: words.t("replay.then"), shares: then },
    ];
    return html`<baton-outcomes
        .words=${words}
        .bars=${bars}
        caption=${words.n("measured.caption", then.n, { what })}
      ></baton-outcomes>
      <p class="hint">
        ${then.unanswerable > 0 ? words.n("measured.unanswerable", then.unanswerable) : nothing}
        ${words.t("measured.wrong", { now: percent(words, now.wrong), then: percent(words, then.wrong) })}
      </p>`;
  }

  private curve(replay: Replay) {
    const { words } = this;
    return html`<section aria-labelledby="curve">
      <h2 id="curve">${words.t("curve.heading")}</h2>
      <p class="hint">${words.t("curve.hint")}</p>
      <baton-curve .words=${words} .replay=${replay}></baton-curve>
    </section>`;
  }

  private examples({ changed, examples }: Replay) {
    const { words } = this;
    if (examples.length === 0) return nothing;
    return html`<section aria-labelledby="examples">
      <h2 id="examples">${words.n("examples.heading", changed)}</h2>
      <ul class="examples">
        ${examples.map((example) => html`<li>${this.example(example)}</li>`)}
      </ul>
    </section>`;
  }

  private example({ query, title, lang, before, after }: Example) {
    const { words } = this;
    return html`<div>
        <p class="query"><bdi dir=${dirOf(lang)} lang=${lang}>${query}</bdi></p>
        ${title ? html`<p class="quiet clip">${icon("book", 13)}<bdi>${title}</bdi></p>` : nothing}
      </div>
      <p class="change">
        <span class="chip lined">${outcome(words, before)}</span>
        <span class="sr">${words.t("examples.then")}</span>
        <span class="arrow" aria-hidden="true">${icon("back", 14)}</span>
        <span class="chip ${after === "answered" ? "accent" : ""}">${outcome(words, after)}</span>
      </p>`;
  }

  private question(saved: Answering, replay: Replay | null) {
    const { words, model } = this;
    const shares = { before: percent(words, saved.risk), after: percent(words, model.risk) };
    const fits = replay && replay.n > 0 && !model.stale;
    return html`<room-dialog
      heading=${words.t("confirm.heading", shares)}
      closeLabel=${words.t("room.close")}
      @leave=${() => command(this, { do: "answer", yes: false })}
    >
      ${fits ? html`<p class="asked">${this.spoken(replay)}</p>` : nothing}
      <p class="asked">${words.t("confirm.hint")}</p>
      <div class="answers">
        <button class="btn" type="button" @click=${() => command(this, { do: "answer", yes: false })}>
          ${words.t("room.cancel")}
        </button>
        <button class="btn main" type="button" @click=${() => command(this, { do: "answer", yes: true })}>
          ${words.t("confirm.yes")}
        </button>
      </div>
    </room-dialog>`;
  }

  private spoken(replay: Replay): string {
    return this.words.n("replay.spoken", replay.n, {
      now: replay.now.answered,
      then: replay.then.answered,
      wrong: percent(this.words, replay.then.expected_wrong),
    });
  }
}

function sharesOf(tally: Tally, n: number): Record<Outcome, number> {
  const [answered, clarify, none] = OUTCOMES.map((name) => tally[name] / n);
  return { answered: answered ?? 0, clarify: clarify ?? 0, no_answer: none ?? 0 };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-answering": AnsweringSection;
  }
}
