/** "Retention": when old things go, what would go now, a customer's rights, and what was deleted. */
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { icon } from "../../rooms/icons.js";
import { command } from "../commands.js";
import {
  fits,
  type Customer,
  type Doomed,
  type Erasure,
  type RetentionAsk,
  type RetentionKeeper,
  type RuleDraft,
} from "../keepers/retention.js";
import { form } from "./form.styles.js";
import { styles } from "./retention-section.styles.js";
import { KeeperPart } from "./part.js";
import { section } from "./section.styles.js";
import { moment } from "./text.js";

@customElement("baton-retention")
export class RetentionSection extends KeeperPart<RetentionKeeper> {
  @property({ type: Boolean }) closed = false;

  static override styles = [base, section, form, styles];

  override render() {
    const { words, keeper } = this;
    const { saved } = keeper;
    if (!saved) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.retention")}</h1>
      <p class="lead">${words.t("keep.lead")}</p>
      ${this.rule(keeper.draft, saved.events_days)} ${this.foot()} ${this.rights()} ${this.log(saved.log)}
      ${keeper.asking && !this.closed ? this.question() : nothing}
    `;
  }

  private rule(draft: RuleDraft, events: number) {
    const { words, keeper } = this;
    return html`<section aria-labelledby="rule">
      <h2 id="rule">${words.t("keep.rule")}</h2>
      <div class="fields">
        ${this.days("conversations", draft)} ${this.days("anonymise", draft)}
        <label class="field"
          >${words.t("keep.tag")}
          <input
            class="input"
            name="tag"
            dir="auto"
            maxlength="50"
            autocomplete="off"
            .value=${draft.tag}
            @change=${(event: Event) => this.edit({ tag: (event.target as HTMLInputElement).value })}
          />
          <span class="hint">${words.t("keep.tag.hint")}</span>
        </label>
      </div>
      <p class="doomed" role="status">${keeper.doomed ? this.doomed(keeper.doomed) : ""}</p>
      <p class="hint">${events > 0 ? words.n("keep.events", events) : words.t("keep.events.ever")}</p>
    </section>`;
  }

  private days(name: "conversations" | "anonymise", draft: RuleDraft) {
    const { words } = this;
    const wrong = !fits(draft[name]);
    return html`<label class="field"
      >${words.t(`keep.${name}`)}
      <span class="row">
        <input
          class="input days"
          name=${name}
          inputmode="numeric"
          autocomplete="off"
          placeholder=${words.t("keep.ever")}
          aria-invalid=${wrong ? "true" : "false"}
          aria-describedby=${`${name}-hint`}
          .value=${draft[name]}
          @change=${(event: Event) => this.edit({ [name]: (event.target as HTMLInputElement).value })}
        />
        <span>${words.t("keep.days")}</span>
      </span>
      <span class=${wrong ? "wrong" : "hint"} id=${`${name}-hint`}
        >${words.t(wrong ? "keep.wrong" : `keep.${name}.hint`)}</span
      >
    </label>`;
  }

  private doomed({ conversations, messages, visitors, held, oldest }: Doomed) {
    const { words } = this;
    if (conversations + visitors + held === 0) return words.t("keep.nothing");
    return [
      conversations > 0
        ? words.t("keep.doomed", {
            conversations: words.n("keep.conversations.n", conversations),
            messages: words.n("keep.messages.n", messages),
            when: oldest ? moment(words, oldest) : "",
          })
        : "",
      visitors > 0 ? words.n("keep.fading", visitors) : "",
      held > 0 ? words.n("keep.held", held) : "",
    ]
      .filter(Boolean)
      .join(" ");
  }

  private foot() {
    const { words, keeper, busy } = this;
    const { saved } = keeper;
    const since =
      saved?.at && saved.by
        ? words.t("form.since", { when: moment(words, saved.at), name: saved.by })
        : words.t("keep.start");
    return html`<div class="foot">
      <p>
        ${
          keeper.unsaved
            ? html`<span class="chip lined">${words.t("form.unsaved")}</span>`
            : html`<span class="quiet">${since}</span>`
        }
      </p>
      ${
        keeper.unsaved
          ? html`<button class="btn bare" type="button" @click=${() => this.ask({ on: "undo" })}>
              ${words.t("dial.reset")}
            </button>`
          : nothing
      }
      <button
        class="btn main save"
        type="button"
        ?disabled=${!keeper.unsaved || !keeper.sound || busy}
        @click=${() => this.ask({ on: "save" })}
      >
        ${words.t("dial.save")}
      </button>
    </div>`;
  }

  private rights() {
    const { words, keeper } = this;
    const search = (event: Event) => {
      event.preventDefault();
      this.ask({ on: "find" });
    };
    return html`<section aria-labelledby="rights">
      <h2 id="rights">${words.t("keep.rights")}</h2>
      <p class="hint">${words.t("keep.rights.hint")}</p>
      <form class="row find" role="search" @submit=${search}>
        <input
          class="input name"
          type="search"
          dir="auto"
          aria-label=${words.t("keep.search")}
          placeholder=${words.t("keep.search")}
          .value=${keeper.query}
          @input=${(event: Event) => this.ask({ on: "search", text: (event.target as HTMLInputElement).value })}
        />
        <button class="btn" type="submit">${icon("search", 16)}${words.t("keep.find")}</button>
      </form>
      ${keeper.found?.length === 0 ? html`<p class="hint" role="status">${words.t("keep.nobody")}</p>` : nothing}
      <ul class="found">
        ${keeper.found?.map((one) => html`<li>${this.customer(one)}</li>`)}
      </ul>
    </section>`;
  }

  private customer(one: Customer) {
    const { words, busy } = this;
    const more = [one.name, one.phone, one.external_id]
      .filter((text) => text && text !== one.label)
      .join(" · ");
    const last = one.last_at ? moment(words, one.last_at) : moment(words, one.created_at);
    return html`<div class="who">
        <strong dir="auto">${one.label}</strong>
        ${more ? html`<span class="quiet" dir="auto">${more}</span>` : nothing}
        <span class="quiet">${words.n("keep.conversations.n", one.conversations)} · ${last}</span>
      </div>
      <button
        class="btn small"
        type="button"
        ?disabled=${busy}
        @click=${() => this.ask({ on: "export", customer: one })}
      >
        ${words.t("keep.export")}
      </button>
      <button
        class="btn small bad"
        type="button"
        ?disabled=${busy}
        @click=${() => this.ask({ on: "erase", customer: one })}
      >
        ${words.t("keep.erase")}
      </button>`;
  }

  private log(log: readonly Erasure[]) {
    const { words } = this;
    return html`<section aria-labelledby="log">
      <h2 id="log">${words.t("keep.log")}</h2>
      ${log.length === 0 ? html`<p class="hint">${words.t("keep.log.none")}</p>` : nothing}
      <ul class="log">
        ${log.map(
          (one) =>
            html`<li>
              <span>${this.told(one)}</span>
              <span class="quiet">${moment(words, one.at)}</span>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private told({ kind, by, counts, visitor_id: id }: Erasure): string {
    const { words } = this;
    return words.t(`keep.did.${kind}`, {
      name: by,
      who: id?.slice(-8) ?? "",
      conversations: words.n("keep.conversations.n", counts.conversations ?? 0),
      messages: words.n("keep.messages.n", counts.messages ?? 0),
      visitors: words.n("keep.visitors.n", counts.visitors ?? 0),
    });
  }

  private question() {
    const { words, keeper } = this;
    const what = keeper.asking?.what ?? "rule";
    const word = what === "rule" ? words.label(keeper.going) : keeper.word;
    const submit = (event: Event) => {
      event.preventDefault();
      this.ask({ on: "answer", yes: true });
    };
    return html`<room-dialog
      heading=${words.t(`keep.ask.${what}`)}
      closeLabel=${words.t("room.close")}
      @leave=${() => this.ask({ on: "answer", yes: false })}
    >
      <form class="fields" @submit=${submit}>
        <p>
          ${what === "rule" && keeper.doomed ? this.doomed(keeper.doomed) : words.t("keep.ask.erase.hint")}
        </p>
        <label class="field"
          ><span>${words.t("keep.type", { word: `\u2068${word}\u2069` })}</span>
          <input
            class="input"
            dir="auto"
            autocomplete="off"
            .value=${keeper.typed}
            @input=${(event: Event) => this.ask({ on: "type", text: (event.target as HTMLInputElement).value })}
          />
        </label>
        <p class="row">
          <button class="btn main bad" type="submit" ?disabled=${!keeper.confirmed}>
            ${words.t(`keep.do.${what}`)}
          </button>
          <button class="btn" type="button" @click=${() => this.ask({ on: "answer", yes: false })}>
            ${words.t("room.cancel")}
          </button>
        </p>
      </form>
    </room-dialog>`;
  }

  private edit(parts: Partial<RuleDraft>): void {
    this.ask({ on: "edit", draft: { ...this.keeper.draft, ...parts } });
  }

  private ask(ask: RetentionAsk): void {
    command(this, { do: "keep", what: "retention", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-retention": RetentionSection;
  }
}
