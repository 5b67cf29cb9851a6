/** The whole widget: properties come in, wishes go out. */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "./decorators.js";
import { icon, WARNING } from "../../shared/icons.js";
import type { Banner } from "../models/connection.js";
import type { Theme } from "../models/look.js";
import { asksForHuman, NOTHING, ownerOf, type State } from "../models/state.js";
import type { PartWords, WidgetWords } from "../words.js";
import type { Composer } from "./composer.js";
import type { Log } from "../talk/log.js";
import { base } from "./styles.js";
import "./composer.js";
import "./header.js";
import "./welcome.js";

/** A view that is loaded later; it speaks the words of all that is. */
export type Room = HTMLElement & { words: PartWords };

@customElement("baton-frame")
export class Frame extends LitElement {
  @property() words!: WidgetWords;
  /** The words of what is loaded later, once they are here. */
  @property() more: PartWords | null = null;
  @property() chat: State = NOTHING;
  @property() banner: Banner = "none";
  @property() theme: Theme = "system";
  @property() quiet = false;
  @property() site = "";
  /** What is shown in the chat's place: the help centre, an article. */
  @property() room: Room | null = null;
  @property() elsewhere = 0;
  /** Nothing can be said before what is asked in the room is answered. */
  @property() gated = false;
  @property() framed = true;
  @query("baton-composer") private composer!: Composer;
  @query("baton-log") private log!: Log;

  override render(): TemplateResult {
    const { words, more, chat, room } = this;
    const owner = ownerOf(chat);
    const ticket = owner === "nobody" ? null : (chat.conversation?.ticket ?? null);
    const fresh = chat.timeline.messages.length === 0 && chat.drafts.length === 0;
    return html`
      <baton-header
        .words=${words}
        .more=${more}
        .messages=${chat.timeline.messages}
        .conversation=${chat.conversation}
        .site=${this.site}
        .theme=${this.theme}
        .quiet=${this.quiet}
        .framed=${this.framed}
        .away=${!!room}
        .gated=${this.gated}
        .elsewhere=${this.elsewhere}
      ></baton-header>
      <main>
        <div role="status">
          ${this.banner === "none" ? null : this.strip(words.t(this.banner))}
          ${chat.blocked || chat.failed ? this.strip(words.t(chat.blocked ? "blocked" : "error")) : null}
          ${more && chat.unagreed ? this.strip(more.t("intake.unsent")) : null}
          ${
            more && (ticket || owner === "queue")
              ? html`<baton-place
                  .words=${more}
                  .ticket=${ticket}
                  .place=${chat.conversation?.queue ?? null}
                ></baton-place>`
              : null
          }
        </div>
        ${more && room}${owner === "queue" && more && !room ? html`<baton-waiting .words=${more} .ticket=${ticket}></baton-waiting>` : null}
        <baton-log ?hidden=${!!room} .words=${words} .chat=${chat} .offline=${this.banner !== "none"}>
          <baton-welcome slot="first" .words=${words} .fresh=${fresh}></baton-welcome>
          ${
            owner === "nobody" && more
              ? html`<baton-closing
                  slot="last"
                  .words=${more}
                  .due=${chat.ended ? chat.conversation?.id : ""}
                  .rated=${Boolean(chat.conversation?.csat)}
                  .questions=${chat.questions}
                ></baton-closing>`
              : null
          }
        </baton-log>
        <baton-composer
          ?hidden=${this.gated}
          .files=${chat.files}
          .words=${words}
          .owner=${owner}
          .asking=${asksForHuman(chat)}
        ></baton-composer>
      </main>
    `;
  }

  private strip(text: string): TemplateResult {
    return html`<div class="strip">${icon(WARNING, 18)}<span>${text}</span></div>`;
  }

  /** On a touch screen the keyboard would cover half of what the customer came to read. */
  override focus(): void {
    if (this.room) this.room.focus();
    else if (matchMedia("(pointer: coarse)").matches) this.log.focus();
    else this.composer.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.room && this.more) this.room.words = this.more;
    if (changed.has("words")) {
      this.lang = this.words.lang;
      this.dir = this.words.dir;
    }
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        block-size: 100dvh;
        background: var(--surface);
      }
      main {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-block-size: 0;
      }
      /* Before it is loaded: the greeting stands where it will stand. */
      baton-log:not(:defined) {
        display: block;
        flex: 1;
        min-block-size: 0;
        overflow: hidden;
        padding: var(--s-4);
      }
      .strip {
        display: flex;
        align-items: flex-start;
        gap: var(--s-2);
        padding: 10px var(--s-4);
        background: var(--warn-soft);
        color: var(--warn);
        font-size: var(--text-sm);
      }
      .strip .icon {
        margin-block-start: 1px;
      }
    `,
  ];
}
