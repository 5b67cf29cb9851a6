/** The bar over the article: in what state it is, and what can be done with it. */
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../rooms/icons.js";
import { sameDay } from "../../shared/i18n.js";
import type { MenuItem } from "../../rooms/menu.js";
import "../../rooms/menu.js";
import { command, type Pane } from "../commands.js";
import type { Article } from "../models/article.js";
import type { Draft } from "../models/draft.js";
import type { EditorWords } from "../words.js";
import { moment, shortDay, statusLook } from "./text.js";

interface Bar {
  words: EditorWords;
  draft: Draft;
  pane: Pane;
  busy: boolean;
}

type Choice = "page" | "unpublish" | "archive" | "remove";

export function articleBar(host: HTMLElement, bar: Bar): TemplateResult {
  const { words, draft } = bar;
  const { base: article } = draft;
  return html`<div class="bar">
    <button
      class="btn bare square back"
      type="button"
      aria-label=${words.t("form.back")}
      @click=${() => command(host, { do: "open", id: null })}
    >
      ${icon("back")}
    </button>
    <div class="state grow">
      ${
        article
          ? html`<span class="chip ${statusLook(article.status)}"
              >${words.t(`status.${article.status}`)}</span
            >`
          : html`<span class="chip accent">${words.t("form.new")}</span>`
      }
      <span role="status">
        ${
          draft.dirty
            ? html`<span class="unsaved">${words.t("form.unsaved")}</span>`
            : article
              ? html`<time>${words.t("form.saved", { time: moment(words, article.updated_at) })}</time>`
              : words.t("form.never")
        }
      </span>
    </div>
    ${article ? votes(bar, article) : nothing}
    ${article?.status === "published" && !draft.dirty ? checked(host, bar, article) : nothing}
    <button
      class="btn asks"
      type="button"
      aria-label=${words.t("form.ask")}
      aria-pressed=${bar.pane === "ask"}
      @click=${() => command(host, { do: "pane", pane: bar.pane === "ask" ? "write" : "ask" })}
    >
      ${icon("bot", 16)}<span>${words.t("form.ask")}</span>
    </button>
    ${actions(host, bar)}
  </div>`;
}

/** What readers of the widget said of it. */
function votes({ words }: Bar, { helpful = 0, unhelpful = 0 }: Article) {
  if (!helpful && !unhelpful) return nothing;
  const told = words.t("form.votes", { yes: helpful, no: unhelpful });
  return html`<span class="chip lined num" role="img" title=${told} aria-label=${told}
    >👍 ${words.number(helpful)} 👎 ${words.number(unhelpful)}</span
  >`;
}

/** When the article was last seen to be right, and the one press that says it still is. */
function checked(host: HTMLElement, { words, busy }: Bar, article: Article): TemplateResult {
  const now = new Date();
  return html`<button
    class="btn check"
    type="button"
    title=${words.t("action.check.hint")}
    ?disabled=${busy || sameDay(article.checked_at, now.toISOString())}
    @click=${() => command(host, { do: "check" })}
  >
    ${icon("check", 16)}
    <span class="when">${words.t("form.checked", { day: shortDay(words, article.checked_at, now) })}</span>
    <span>${words.t("action.check")}</span>
  </button>`;
}

function actions(host: HTMLElement, bar: Bar) {
  const { words, draft, busy } = bar;
  const { base: article, dirty } = draft;
  const live = article?.status === "published";
  const save = live ? "action.update" : article?.status === "archived" ? "action.save" : "action.save_draft";
  const items: (MenuItem & { value: Choice })[] = [];
  if (live) items.push({ value: "page", label: words.t("action.open"), icon: "link" });
  if (live) items.push({ value: "unpublish", label: words.t("action.unpublish"), icon: "release" });
  if (article && article.status !== "archived")
    items.push({ value: "archive", label: words.t("action.archive"), icon: "archive" });
  if (article) items.push({ value: "remove", label: words.t("action.remove"), icon: "trash", danger: true });
  return html`
    <button
      class="btn ${live ? "main" : ""}"
      type="button"
      title="Ctrl + S"
      ?disabled=${busy || (!dirty && article !== null)}
      @click=${() => command(host, { do: "save" })}
    >
      ${words.t(save)}
    </button>
    ${
      live
        ? nothing
        : html`<button
            class="btn main"
            type="button"
            ?disabled=${busy}
            @click=${() => command(host, { do: "publish" })}
          >
            ${words.t("action.publish")}
          </button>`
    }
    ${
      items.length > 0
        ? html`<room-menu
            end
            label=${words.t("action.more")}
            .items=${items}
            @pick=${(event: CustomEvent<Choice>) => picked(host, event.detail, article)}
            >${icon("dots")}</room-menu
          >`
        : nothing
    }
  `;
}

function picked(host: HTMLElement, value: Choice, article: Article | null): void {
  if (value !== "page") command(host, { do: value });
  else if (article) window.open(article.url ?? article.page ?? "/", "_blank", "noopener");
}
