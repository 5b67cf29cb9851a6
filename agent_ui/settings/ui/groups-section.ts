/** "Teams and skills": by what conversations find the people who can serve them. */
import { css, html, nothing } from "lit";
import { customElement, query } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { icon } from "../../rooms/icons.js";
import { topic } from "../../rooms/terms.js";
import { command } from "../commands.js";
import type { GroupKind, GroupsAsk, GroupsKeeper } from "../keepers/groups.js";
import type { Group } from "../models/people.js";
import { editing as look } from "./editing.styles.js";
import { form } from "./form.styles.js";
import { list } from "./list.styles.js";
import { KeeperPart } from "./part.js";
import { section } from "./section.styles.js";

@customElement("baton-groups")
export class GroupsSection extends KeeperPart<GroupsKeeper> {
  @query("#new-team") private readonly newTeam!: HTMLInputElement | null;
  @query("#new-skill") private readonly newSkill!: HTMLInputElement | null;
  @query("#new-skill-of") private readonly skillOf!: HTMLSelectElement | null;
  private emptied = 0;

  static override styles = [
    base,
    section,
    form,
    list,
    look,
    css`
      .bar {
        margin-top: 14px;
      }
      .bar label {
        display: grid;
        flex: 1 1 180px;
        gap: 4px;
        font-size: var(--text-sm);
        font-weight: var(--weight-medium);
      }
      .bar .btn {
        align-self: end;
      }
    `,
  ];

  override render() {
    const { words, keeper } = this;
    if (!keeper.known) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.groups")}</h1>
      <p class="lead">${words.t("groups.lead")}</p>
      ${this.groups("team", keeper.known.teams)} ${this.groups("skill", keeper.known.skills)} ${this.naming()}
      ${this.removing()}
    `;
  }

  override updated(): void {
    if (this.keeper.added === this.emptied) return;
    this.emptied = this.keeper.added;
    for (const field of [this.newTeam, this.newSkill]) if (field) field.value = "";
  }

  private groups(kind: GroupKind, groups: readonly Group[]) {
    const { words } = this;
    return html`<section aria-labelledby=${kind}>
      <h2 id=${kind}>${words.t(`groups.${kind}s`)}</h2>
      <p class="hint">${words.t(`groups.${kind}s.hint`)}</p>
      <ul class="rows">
        ${groups.map((group) => this.row(kind, group))}
      </ul>
      <form class="bar" @submit=${(event: Event) => this.onAdd(event, kind)}>
        <label
          >${words.t(`groups.${kind}.name`)}
          <input
            class="input small"
            id="new-${kind}"
            autocomplete="off"
            maxlength="64"
            aria-invalid=${this.keeper.taken === kind ? "true" : nothing}
          />
        </label>
        ${kind === "skill" ? this.holder() : nothing}
        <button class="btn" ?disabled=${this.busy}>
          ${icon("plus", 15)}${words.t(`groups.${kind}.add`)}
        </button>
      </form>
      ${this.keeper.taken === kind ? html`<p class="wrong" role="alert">${words.t("groups.taken")}</p>` : nothing}
    </section>`;
  }

  private holder() {
    const { words, keeper } = this;
    return html`<label
      >${words.t("groups.skill.of")}
      <select class="input small" id="new-skill-of">
        ${keeper.people.map((person) => html`<option value=${person.id}>${person.name}</option>`)}
      </select>
    </label>`;
  }

  private row(kind: GroupKind, group: Group) {
    const { words } = this;
    const { id, name } = group;
    const unused = group.members.length === 0 && group.conversations === 0;
    return html`<li>
      <div class="who">
        <b><bdi>${kind === "skill" ? topic(words, name) : name}</bdi></b>
        <small
          >${words.n("groups.members", group.members.length)}${words.t("list.dot")}${words.n("groups.open", group.conversations)}</small
        >
      </div>
      ${group.fixed ? html`<span class="chip">${words.t("groups.fixed")}</span>` : nothing}
      <div class="deeds">
        ${
          group.fixed
            ? nothing
            : html`<button
                class="btn small"
                type="button"
                aria-label=${words.t("groups.rename.what", { name })}
                @click=${() => this.ask({ on: "rename", kind, id })}
              >
                ${icon("pen", 15)}${words.t("groups.rename")}
              </button>`
        }
        ${
          group.fixed && unused
            ? nothing
            : html`<button
                class="btn small square bare"
                type="button"
                aria-label=${words.t("groups.remove.what", { name })}
                @click=${() => this.ask({ on: "remove", kind, id })}
              >
                ${icon("trash", 15)}
              </button>`
        }
      </div>
    </li>`;
  }

  private naming() {
    const { words, keeper } = this;
    const { naming } = keeper;
    if (!naming) return nothing;
    const leave = () => this.ask({ on: "leave" });
    return html`<room-dialog
      heading=${words.t("groups.rename.what", { name: naming.group.name })}
      closeLabel=${words.t("room.close")}
      @leave=${leave}
    >
      <form
        @submit=${(event: Event) => {
          event.preventDefault();
          this.ask({ on: "save" });
        }}
      >
        <label class="field"
          >${words.t("groups.name")}
          <input
            class="input"
            autocomplete="off"
            maxlength="64"
            .value=${naming.name}
            aria-invalid=${naming.refused ? "true" : nothing}
            @input=${(event: Event) => this.ask({ on: "name", name: (event.target as HTMLInputElement).value })}
          />
          ${naming.refused ? html`<span class="wrong" role="alert">${words.t("groups.taken")}</span>` : nothing}
        </label>
        <div class="actions">
          <button class="btn bare" type="button" @click=${leave}>${words.t("room.cancel")}</button>
          <button class="btn main" ?disabled=${this.busy || !naming.name.trim()}>
            ${words.t("form.save")}
          </button>
        </div>
      </form>
    </room-dialog>`;
  }

  private removing() {
    const { words, keeper } = this;
    const { removing } = keeper;
    if (!removing) return nothing;
    const { kind, group } = removing;
    const answer = (yes: boolean) => () => this.ask({ on: "answer", yes });
    return html`<room-dialog
      heading=${words.t("groups.remove.what", { name: group.name })}
      closeLabel=${words.t("room.close")}
      @leave=${answer(false)}
    >
      <p>${words.n(`groups.remove.${kind}`, group.members.length)}</p>
      <p>${words.n("groups.remove.open", group.conversations)}</p>
      <br />
      <div class="actions">
        <button class="btn bare" type="button" @click=${answer(false)}>${words.t("room.cancel")}</button>
        <button class="btn main bad" type="button" @click=${answer(true)}>${words.t("groups.remove")}</button>
      </div>
    </room-dialog>`;
  }

  private onAdd(event: Event, kind: GroupKind): void {
    event.preventDefault();
    const name = (kind === "team" ? this.newTeam : this.newSkill)?.value ?? "";
    const member = this.skillOf?.value;
    this.ask(kind === "skill" && member ? { on: "add", kind, name, member } : { on: "add", kind, name });
  }

  private ask(ask: GroupsAsk): void {
    command(this, { do: "keep", what: "groups", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-groups": GroupsSection;
  }
}
