/** The room of the articles: list, form with preview, and the box that asks the bot. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import type { RoomCommand } from "../../rooms/commands.js";
import { PageApp } from "../../rooms/page-app.js";
import type { Command } from "../commands.js";
import type { EditorController } from "../controller.js";
import { wordsOf, type EditorKey } from "../words.js";
import "./article-form.js";
import "./article-list.js";
import "./ask-box.js";
import "./questions.js";
import { styles } from "./editor-app.styles.js";

@customElement("baton-editor")
export class EditorApp extends PageApp<Command, EditorKey, EditorController> {
  static override styles = [PageApp.styles, styles];

  protected override readonly speak = wordsOf;

  protected override heading(): string {
    const { draft } = this.controller;
    const title = this.words.t("app.title");
    if (!draft?.fields.title) return title;
    return `${draft.dirty ? "• " : ""}${draft.fields.title} – ${title}`;
  }

  protected override focusMain(): void {
    this.renderRoot.querySelector("baton-article")?.focusTitle();
  }

  /** Who begins an article writes its title next. */
  protected override obey(command: Command | RoomCommand): void {
    super.obey(command);
    if (command.do === "new") void this.beginWithTitle();
  }

  private async beginWithTitle(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector("baton-article")?.updateComplete;
    if (!this.controller.question) this.focusMain();
  }

  protected override panes(closed: boolean) {
    const { controller: c, words } = this;
    return html`
      <div class="panes ${c.draft ? "open" : ""} ${c.pane === "ask" ? "ask" : ""}" ?inert=${closed}>
        <baton-articles
          role="region"
          aria-label=${words.t("list.label")}
          .words=${words}
          .library=${c.library}
          .filter=${c.filter}
          .selected=${c.draft?.id ?? null}
          ?loading=${c.loading}
        ></baton-articles>
        <baton-article
          role="main"
          .words=${words}
          .draft=${c.draft}
          .library=${c.library}
          .tried=${c.tried}
          .pane=${c.pane}
          ?busy=${c.busy}
        ></baton-article>
        <baton-ask
          .words=${words}
          .asking=${c.asker.asking}
          .draft=${c.draft}
          .fallbackLang=${c.filter.lang ?? words.lang}
        ></baton-ask>
      </div>
      <baton-questions .words=${words} .question=${closed ? null : c.question} .draft=${c.draft}>
      </baton-questions>
    `;
  }

  protected override onKey(event: KeyboardEvent): void {
    const { controller: c } = this;
    if (c.question) return;
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyS") {
      event.preventDefault();
      c.obey({ do: "save" });
    }
    if (event.key === "Escape" && c.pane === "ask") c.obey({ do: "pane", pane: "write" });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-editor": EditorApp;
  }
}
