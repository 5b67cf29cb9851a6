/** The options: language, light or dark, and the end of the chat. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "../elements/decorators.js";
import { LANG_NAMES } from "../../shared/i18n.js";
import { ARTICLE, DOWN, END, icon, PLUS } from "../../shared/icons.js";
import type { Message, Owner } from "../../shared/wire.js";
import { ask } from "../elements/events.js";
import { base } from "../elements/styles.js";
import type { Theme } from "../models/look.js";
import "./mail-copy.js";
import { asOne, broughtInto, copy, save, transcript } from "./transcript.js";
import { offered, type PartWords } from "../words.js";

export { grant } from "./requests.js";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

@customElement("baton-menu")
export class Menu extends LitElement {
  @property() words!: PartWords;
  @property() messages: readonly Message[] = [];
  @property() owner: Owner | null = null;
  @property() theme: Theme = "system";
  @property() quiet = false;
  @state() private sure = false;
  @state() private copied = "";
  /** What was merged in: asked for before it is wanted, since only a fresh press may copy. */
  private brought: Promise<readonly Message[]> = Promise.resolve([]);

  override connectedCallback(): void {
    super.connectedCallback();
    ask(this, "desk", ({ link }) => {
      const read = async (id: string): Promise<Message[]> =>
        (await link.call<{ messages: Message[] }>("conversation.open", { conversation_id: id })).messages;
      this.brought = broughtInto(this.messages, read).catch(() => []);
    });
  }

  private async whole(): Promise<readonly Message[]> {
    return asOne(await this.brought, this.messages);
  }

  override render(): TemplateResult {
    const { words, owner } = this;
    const talking = owner && owner !== "nobody";
    return html`
      ${
        offered.length > 1
          ? html`<fieldset>
              <legend>${words.t("language")}</legend>
              <div class="segments">
                ${offered.map((lang) =>
                  this.choice(
                    "lang",
                    LANG_NAMES[lang],
                    lang === words.lang,
                    () => ask(this, "lang", lang),
                    lang,
                  ),
                )}
              </div>
            </fieldset>`
          : null
      }
      <fieldset>
        <legend>${words.t("theme")}</legend>
        <div class="segments">
          ${THEMES.map((theme) =>
            this.choice("theme", words.t(`theme.${theme}`), theme === this.theme, () =>
              ask(this, "theme", theme),
            ),
          )}
        </div>
      </fieldset>
      <label class="item">
        <input
          type="checkbox"
          role="switch"
          .checked=${!this.quiet}
          @change=${(event: Event) => ask(this, "quiet", !(event.target as HTMLInputElement).checked)}
        /><i></i>${words.t("sound")}
      </label>
      ${
        this.messages.length
          ? html`<button class="item" @click=${this.save}>
                ${icon(DOWN, 18)}${words.t("transcript.save")}
              </button>
              <button class="item" @click=${this.copy}>
                ${icon(ARTICLE, 18)}${words.t("transcript.copy")}
              </button>
              <p role="status">${this.copied}</p>
              ${owner ? html`<baton-mail-copy .words=${words}></baton-mail-copy>` : null}`
          : null
      }
      ${
        owner === "nobody"
          ? html`<button class="item" @click=${() => this.leave("restart")}>
              ${icon(PLUS, 18)}${words.t("new")}
            </button>`
          : null
      }
      ${
        talking && !this.sure
          ? html`<button class="item" @click=${() => (this.sure = true)}>
              ${icon(END, 18)}${words.t("end")}
            </button>`
          : null
      }
      ${
        talking && this.sure
          ? html`<div class="sure" role="group" aria-label=${words.t("end.sure")}>
              <span>${words.t("end.sure")}</span>
              <button class="outline" @click=${() => this.leave("end")}>${words.t("end.yes")}</button>
              <button class="outline" @click=${this.done}>${words.t("end.no")}</button>
            </div>`
          : null
      }
    `;
  }

  private choice(group: string, label: string, on: boolean, pick: () => void, lang?: string): TemplateResult {
    return html`<label lang=${lang ?? this.words.lang}
      ><input type="radio" name=${group} .checked=${on} @change=${pick} /><span>${label}</span></label
    >`;
  }

  private leave(how: "end" | "restart"): void {
    this.done();
    ask(this, how, null);
  }

  private readonly save = async (): Promise<void> => {
    const whole = await this.whole();
    const day = whole[0]?.created_at.slice(0, 10) ?? "";
    save(transcript(whole, this.words), `chat-${day}.txt`);
  };

  private readonly copy = async (): Promise<void> => {
    const done = await copy(transcript(await this.whole(), this.words));
    this.copied = this.words.t(done ? "transcript.copied" : "error");
  };

  private readonly done = (): void => {
    this.dispatchEvent(new Event("done"));
  };

  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        inset-block-start: calc(100% - 4px);
        inset-inline-end: var(--s-3);
        inline-size: min(280px, 100% - 24px);
        max-block-size: calc(100dvh - 100%);
        overflow-y: auto;
        padding: var(--s-3);
        border: 1px solid var(--line);
        border-radius: var(--r-2);
        background: var(--surface);
        box-shadow: var(--shadow-3);
        font-size: var(--text-sm);
      }
      fieldset {
        margin: 0 0 var(--s-3);
        padding: 0;
        border: 0;
      }
      .segments {
        display: flex;
        flex-wrap: wrap;
        gap: 2px;
        padding: 2px;
        border-radius: var(--r-1);
        background: var(--surface-2);
      }
      legend {
        padding: 0 0 6px;
        color: var(--text-2);
        font-weight: var(--weight-medium);
      }
      label {
        position: relative;
        flex: 1 1 auto;
        cursor: pointer;
      }
      input {
        position: absolute;
        inset: 0;
        opacity: 0;
      }
      label span {
        display: block;
        padding: 5px 4px;
        border-radius: 5px;
        text-align: center;
      }
      input:checked + span {
        background: var(--surface);
        box-shadow: var(--shadow-1);
        font-weight: var(--weight-medium);
      }
      input:focus-visible + span {
        outline: 2px solid var(--focus);
      }
      p {
        margin: 0;
        padding-inline: 8px;
        color: var(--text-2);
      }
      .item {
        display: flex;
        align-items: center;
        gap: var(--s-2);
        inline-size: 100%;
        padding: 8px;
        border-radius: var(--r-1);
      }
      i {
        position: relative;
        flex: none;
        inline-size: 30px;
        block-size: 18px;
        border-radius: var(--r-full);
        background: var(--line-strong);
        transition: background var(--fast);
      }
      i::after {
        content: "";
        position: absolute;
        inset-block-start: 3px;
        inset-inline-start: 3px;
        inline-size: 12px;
        block-size: 12px;
        border-radius: 50%;
        background: var(--surface);
        transition: inset-inline-start var(--fast);
      }
      input:checked + i {
        background: var(--accent);
      }
      input:checked + i::after {
        inset-inline-start: 15px;
      }
      input:focus-visible + i {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      .item:hover {
        background: var(--surface-2);
      }
      .sure {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s-2);
        padding: 2px 8px;
      }
      .sure span {
        flex: 1 1 100%;
        font-weight: var(--weight-medium);
      }
    `,
  ];
}
