/** "People": who works here, what they may and can, and what was changed about them. */
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { face } from "../../rooms/face.js";
import { icon } from "../../rooms/icons.js";
import "../../rooms/menu.js";
import type { MenuItem } from "../../rooms/menu.js";
import { topic } from "../../rooms/terms.js";
import { LANG_NAMES } from "../../shared/i18n.js";
import { command } from "../commands.js";
import type { Deed, PeopleAsk, PeopleKeeper } from "../keepers/people.js";
import type { AccountChange, Person } from "../models/people.js";
import type { SettingsKey } from "../words.js";
import { form } from "./form.styles.js";
import { list } from "./list.styles.js";
import "./person-asks.js";
import "./person-dialog.js";
import { KeeperPart } from "./part.js";
import { section } from "./section.styles.js";
import { moment } from "./text.js";

const SHOWN_CHANGES = 12;

@customElement("baton-people")
export class PeopleSection extends KeeperPart<PeopleKeeper> {
  static override styles = [base, section, form, list];

  override render() {
    const { words, keeper, version } = this;
    if (!keeper.known) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.people")}</h1>
      <p class="lead">${words.t("people.lead")}</p>
      ${this.bar()}
      <section aria-label=${words.t("section.people")}>
        <ul class="rows">
          ${keeper.shown.map((person) => this.row(person))}
        </ul>
        ${keeper.shown.length === 0 ? html`<p class="hint">${words.t("list.nothing")}</p>` : nothing}
      </section>
      ${this.changes(keeper.known.changes)}
      <baton-person .words=${words} .keeper=${keeper} .version=${version} ?busy=${this.busy}></baton-person>
      <baton-person-asks .words=${words} .keeper=${keeper} .version=${version}></baton-person-asks>
    `;
  }

  private bar() {
    const { words, keeper } = this;
    return html`<div class="bar">
      <input
        class="input"
        type="search"
        placeholder=${words.t("people.search")}
        aria-label=${words.t("people.search")}
        .value=${keeper.query}
        @input=${(event: Event) => this.ask({ on: "search", query: (event.target as HTMLInputElement).value })}
      />
      ${
        keeper.all
          ? html`<button class="btn main" type="button" @click=${() => this.ask({ on: "add" })}>
              ${icon("plus", 16)}${words.t("people.add")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private row(person: Person) {
    const { words } = this;
    return html`<li class=${person.active ? "" : "off"}>
      ${face(person.id, person.name, "user", false, person.picture)}
      <div class="who">
        <b><bdi>${person.name}</bdi></b>
        <small><bdi dir="ltr">${person.email}</bdi></small>
      </div>
      <div class="tags">
        ${
          person.active
            ? html`<span class="chip ${person.role === "admin" ? "accent" : ""}"
                >${words.t(`role.${person.role}`)}</span
              >`
            : html`<span class="chip warn">${words.t("people.off")}</span>`
        }
        ${person.languages.map((lang) => html`<span class="chip lined">${LANG_NAMES[lang]}</span>`)}
        ${this.teams(person).map((name) => html`<span class="chip note"><bdi>${name}</bdi></span>`)}
        ${person.skills.map((skill) => html`<span class="chip"><bdi>${topic(words, skill)}</bdi></span>`)}
      </div>
      <div class="deeds">${this.deeds(person)}</div>
    </li>`;
  }

  private deeds(person: Person) {
    const { words, keeper } = this;
    const { name } = person;
    if (!person.active)
      return keeper.all
        ? html`<button
            class="btn small"
            type="button"
            ?disabled=${this.busy}
            aria-label=${words.t("people.reactivate.who", { name })}
            @click=${() => this.ask({ on: "reactivate", id: person.id })}
          >
            ${words.t("people.reactivate")}
          </button>`
        : nothing;
    const items: MenuItem[] = [
      ...(person.picture
        ? [{ value: "picture", label: words.t("people.picture"), icon: "trash" } satisfies MenuItem]
        : []),
      { value: "invite", label: words.t("people.invite"), icon: "lock" },
      { value: "deactivate", label: words.t("people.deactivate"), icon: "close", danger: true },
    ];
    return html`<button
        class="btn small"
        type="button"
        aria-label=${words.t("people.edit.who", { name })}
        @click=${() => this.ask({ on: "edit", id: person.id })}
      >
        ${icon("pen", 15)}${words.t("list.edit")}
      </button>
      ${
        keeper.all && person.id !== keeper.me
          ? html`<room-menu
              end
              label=${words.t("people.more", { name })}
              .items=${items}
              @pick=${({ detail }: CustomEvent<Deed>) => this.ask({ on: "ask", deed: detail, id: person.id })}
              >${icon("dots", 16)}</room-menu
            >`
          : nothing
      }`;
  }

  private changes(changes: readonly AccountChange[]) {
    const { words } = this;
    if (changes.length === 0) return nothing;
    return html`<section aria-labelledby="changes">
      <h2 id="changes">${words.t("history.heading")}</h2>
      <ul class="changes">
        ${changes.slice(0, SHOWN_CHANGES).map(
          (one) =>
            html`<li>
              <span>${this.told(one)}</span>
              <time datetime=${one.at}>${moment(words, one.at)}</time>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private told(one: AccountChange): string {
    const { words } = this;
    const fields = Object.keys(one.changes).filter((name) => FIELDS.has(name));
    const what = fields.map((name) => words.t(`people.${name}` as SettingsKey)).join(words.t("list.comma"));
    const [before] = one.changes.name ?? [""];
    const key = `change.${one.what}` as SettingsKey;
    return words.t(key, {
      by: one.by,
      name: one.name,
      what: what || "–",
      before: typeof before === "string" ? before : "",
    });
  }

  private teams(person: Person): string[] {
    return this.keeper.groups.teams.filter((team) => person.teams.includes(team.id)).map((team) => team.name);
  }

  private ask(ask: PeopleAsk): void {
    command(this, { do: "keep", what: "people", ask });
  }
}

const FIELDS = new Set(["name", "role", "languages", "skills", "teams", "capacity"]);

declare global {
  interface HTMLElementTagNameMap {
    "baton-people": PeopleSection;
  }
}
