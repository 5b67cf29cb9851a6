/** Who judges the answers, on what labels; and what was changed when. */
import { html, nothing } from "lit";
import { icon } from "../../rooms/icons.js";
import type { AnsweringModel } from "../models/answering.js";
import { SOURCES, type Answering } from "../models/wire.js";
import type { SettingsWords } from "../words.js";
import { moment, percent } from "./text.js";

const TRAIN = "baton train";

export function judgeSection(words: SettingsWords, model: AnsweringModel, { judge, labels }: Answering) {
  const known = SOURCES.filter((source) => labels.by_source[source]);
  const fitted = {
    version: judge.version,
    when: "",
    n: judge.report.labels ?? 0,
    name: judge.fitted_by ?? "",
  };
  if (judge.fitted_at) fitted.when = moment(words, judge.fitted_at);
  return html`<section aria-labelledby="judge">
    <h2 id="judge">${words.t("judge.heading")}</h2>
    <p>${judge.own ? words.t("judge.own", fitted) : words.t("judge.shipped")}</p>
    ${
      judge.problem
        ? html`<p class="warn">${icon("alert", 16)}<span>${words.t("judge.problem")}</span></p>`
        : nothing
    }
    <p class="hint">${words.n("labels.n", labels.n)}</p>
    ${
      known.length > 0
        ? html`<dl>
            ${known.map(
              (source) =>
                html`<div>
                  <dt>${words.t(`source.${source}`)}</dt>
                  <dd class="num">${words.number(labels.by_source[source] ?? 0)}</dd>
                </div>`,
            )}
          </dl>`
        : nothing
    }
    ${model.missing > 0 ? html`<p class="hint">${words.n("labels.missing", model.missing)}</p>` : nothing}
    ${model.worthTraining ? html`<p class="hint">${words.t("labels.train")} <code>${TRAIN}</code></p>` : nothing}
  </section>`;
}

export function historySection(words: SettingsWords, { history }: Answering) {
  return html`<section aria-labelledby="history">
    <h2 id="history">${words.t("history.heading")}</h2>
    ${
      history.length === 0
        ? html`<p class="hint">${words.t("history.none")}</p>`
        : html`<ol>
            ${history.map(
              ({ before, after, by, at }) =>
                html`<li>
                  <span class="num"
                    >${words.t("history.change", {
                      before: percent(words, before),
                      after: percent(words, after),
                    })}</span
                  >
                  <span class="quiet"><bdi>${by}</bdi> · ${moment(words, at)}</span>
                </li>`,
            )}
          </ol>`
    }
  </section>`;
}
