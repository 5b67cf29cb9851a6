/** The element every room is: dressed in a person's language and theme, behind its door. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Lang } from "../shared/wire.js";
import type { RoomCommand } from "./commands.js";
import type { RoomController } from "./controller.js";
import type { Credentials } from "./login.js";
import "./login.js";
import { dress } from "./page.js";
import "./preference-bar.js";
import type { Preferences } from "./settings.js";
import type { AppWords } from "./words.js";

export abstract class RoomApp<
  C extends { do: string },
  R extends RoomController<C>,
  W extends AppWords,
> extends LitElement {
  controller!: R;
  protected words!: W;
  private unsubscribe: (() => void) | undefined;

  /** The room's words in this language; the same object each time. */
  protected abstract speak(lang: Lang): W;
  /** What stands behind the door. */
  protected abstract inside(): TemplateResult;
  /** What the browser tab says. */
  protected abstract heading(): string;
  /** Where "skip" leads. */
  protected abstract focusMain(): void;
  /** A key, while the door is open. */
  protected onKey?(event: KeyboardEvent): void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.unsubscribe = this.controller.changes.subscribe(() => this.requestUpdate());
    this.addEventListener("command", this.onCommand);
    window.addEventListener("keydown", this.listen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe?.();
    this.removeEventListener("command", this.onCommand);
    window.removeEventListener("keydown", this.listen);
  }

  override willUpdate(): void {
    const { preferences } = this.controller;
    this.words = this.speak(preferences.lang);
    dress(document.documentElement, preferences);
    document.title = this.heading();
  }

  override render() {
    const { door } = this.controller;
    return html`${door.session ? this.inside() : nothing} ${door.open ? nothing : this.closedDoor()}`;
  }

  protected obey(command: C | RoomCommand): void {
    this.controller.obey(command);
  }

  protected skipLink() {
    return html`<a class="skip btn main" href="#" @click=${this.skip}>${this.words.t("app.skip")}</a>`;
  }

  protected preferences() {
    return html`<room-preferences
      .words=${this.words}
      .preferences=${this.controller.preferences}
      @prefer=${(event: CustomEvent<Partial<Preferences>>) =>
        this.obey({ do: "prefer", preferences: event.detail })}
    ></room-preferences>`;
  }

  /** What stands before the door while nobody is logged in. */
  protected closedDoor(): TemplateResult {
    const { door, room } = this.controller;
    return html`<room-login
      role=${door.expired ? nothing : "main"}
      .words=${this.words}
      room=${this.words.t(`room.${room}`)}
      email=${door.session?.agent.email ?? ""}
      ?busy=${door.busy}
      ?expired=${door.expired}
      failure=${door.failure}
      @login=${(event: CustomEvent<Credentials>) => this.obey({ do: "log_in", credentials: event.detail })}
    >
      ${this.preferences()}
    </room-login>`;
  }

  private readonly onCommand = (event: Event): void => {
    this.obey((event as CustomEvent<C>).detail);
  };

  private readonly listen = (event: KeyboardEvent): void => {
    if (this.controller.door.open) this.onKey?.(event);
  };

  private readonly skip = (event: Event): void => {
    event.preventDefault();
    this.focusMain();
  };
}
