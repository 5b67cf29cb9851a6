/** What is asked before an account is ended or its password voided, and the invitation that is shown once. */
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import "../../rooms/dialog.js";
import { icon } from "../../rooms/icons.js";
import { command } from "../commands.js";
import type { PeopleAsk, PeopleKeeper } from "../keepers/people.js";
import { editing as look } from "./editing.styles.js";
import { KeeperPart } from "./part.js";

@customElement("baton-person-asks")
export class PersonAsks extends KeeperPart<PeopleKeeper> {
  @state() private copied = false;

  static override styles = [base, look];

  override render() {
    return html`${this.question()} ${this.invitation()}`;
  }

  private question() {
    const { words } = this;
    const { asking } = this.keeper;
    if (!asking) return nothing;
    const { deed, person } = asking;
    const answer = (yes: boolean) => () => this.ask({ on: "answer", yes });
    const busy = person.load + person.async_load;
    return html`<room-dialog
      heading=${words.t(`people.ask.${deed}`, { name: person.name })}
      closeLabel=${words.t("room.close")}
      @leave=${answer(false)}
    >
      <p>${words.t(`people.ask.${deed}.hint`)}</p>
      ${deed === "deactivate" && busy > 0 ? html`<p>${words.n("people.ask.busy", busy)}</p>` : nothing}
      <br />
      <div class="actions">
        <button class="btn bare" type="button" @click=${answer(false)}>${words.t("room.cancel")}</button>
        <button class="btn main ${deed === "deactivate" ? "bad" : ""}" type="button" @click=${answer(true)}>
          ${words.t(`people.${deed}`)}
        </button>
      </div>
    </room-dialog>`;
  }

  private invitation() {
    const { words } = this;
    const { invited } = this.keeper;
    if (!invited) return nothing;
    const link = `${location.origin}/profile#invite=${invited.invite}`;
    return html`<room-dialog
      wide
      heading=${words.t("people.invited", { name: invited.person.name })}
      closeLabel=${words.t("room.close")}
      @leave=${() => this.ask({ on: "noted" })}
    >
      <p>${words.t("people.invited.hint", { until: words.moment(invited.expires_at) })}</p>
      <div class="link">
        <input
          class="input small"
          dir="ltr"
          readonly
          aria-label=${words.t("people.invited.link")}
          .value=${link}
          @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
        />
        <button class="btn" type="button" @click=${() => this.copy(link)}>
          ${icon(this.copied ? "check" : "link", 15)}${words.t(this.copied ? "list.copied" : "list.copy")}
        </button>
      </div>
      <div class="actions">
        <p role="status" class="sr">${this.copied ? words.t("list.copied") : ""}</p>
        <button class="btn main" type="button" @click=${() => this.ask({ on: "noted" })}>
          ${words.t("people.invited.done")}
        </button>
      </div>
    </room-dialog>`;
  }

  override willUpdate(): void {
    if (!this.keeper.invited) this.copied = false;
  }

  private async copy(link: string): Promise<void> {
    await navigator.clipboard.writeText(link);
    this.copied = true;
  }

  private ask(ask: PeopleAsk): void {
    command(this, { do: "keep", what: "people", ask });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-person-asks": PersonAsks;
  }
}
