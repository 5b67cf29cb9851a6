/** "As installed": every setting of the installation with its value, and how it is changed. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { command } from "../commands.js";
import type { InstalledKeeper, InstalledSetting } from "../keepers/installed.js";
import { KeeperPart } from "./part.js";
import { section } from "./section.styles.js";

@customElement("baton-installed")
export class InstalledSection extends KeeperPart<InstalledKeeper> {
  static override styles = [
    base,
    section,
    css`
      dl {
        display: grid;
      }
      .one {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 220px);
        gap: 2px 20px;
        padding: 10px 0;
        border-bottom: 1px solid var(--line);
        text-align: left;
      }
      .one:last-child {
        border: 0;
      }
      code {
        font-size: var(--text-sm);
        overflow-wrap: anywhere;
      }
      dt {
        overflow-wrap: anywhere;
      }
      dd {
        overflow-wrap: anywhere;
        font-size: var(--text-sm);
      }
      small {
        display: block;
        color: var(--text-3);
        font-size: var(--text-xs);
      }
      @media (max-width: 600px) {
        .one {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  override render() {
    const { words, keeper } = this;
    if (!keeper.known)
      return html`<h1 tabindex="-1">${words.t("section.installed")}</h1>
        <p class="lead">${words.t("installed.admins")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.installed")}</h1>
      <p class="lead">${words.t("installed.lead")}</p>
      <input
        class="input"
        type="search"
        placeholder=${words.t("installed.search")}
        aria-label=${words.t("installed.search")}
        .value=${keeper.query}
        @input=${this.onSearch}
      />
      <section aria-label=${words.t("section.installed")}>
        <dl dir="ltr" lang="en">${keeper.shown.map((one) => this.one(one))}</dl>
        ${keeper.shown.length === 0 ? html`<p class="hint">${words.t("list.nothing")}</p>` : nothing}
      </section>
    `;
  }

  private one({ name, value, given, about }: InstalledSetting) {
    const { words } = this;
    const hidden = html`<span class="chip" lang=${words.lang}
      >${words.t(given ? "installed.given" : "installed.empty")}</span
    >`;
    return html`<div class="one">
      <dt><code>${name}</code><small>${about}</small></dt>
      <dd>${value ? html`<code>${value}</code>` : hidden}</dd>
    </div>`;
  }

  private readonly onSearch = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    command(this, { do: "keep", what: "installed", ask: { on: "search", query: value } });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-installed": InstalledSection;
  }
}
