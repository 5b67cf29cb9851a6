/** The conversation that is held out to this agent now, with its time running; the next waits behind it. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { command } from "../commands.js";
import { timeLeft, type Offer } from "../models/offers.js";
import { waitSince } from "../models/waiting.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./offer-stack.styles.js";
import { customer, duration, langName } from "./text.js";
import { Ticking } from "./ticking.js";

const LAST_SECONDS = 10;
const FULL_SECONDS = 30;

@customElement("baton-offers")
export class OfferStack extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) offers: readonly Offer[] = [];
  @property({ type: Boolean }) busy = false;
  private readonly ticking = new Ticking(this);

  static override styles = [base, styles];

  override render() {
    const [offer, ...others] = this.offers;
    return offer ? [this.card(offer), this.behind(others.length)] : nothing;
  }

  private card(offer: Offer) {
    const { words } = this;
    const { conversation: chat } = offer;
    const left = timeLeft(offer, this.ticking.now, FULL_SECONDS);
    return html`<section class="offer" aria-labelledby="heading">
      <div class="head">
        <h2 id="heading">${words.t("offer.heading", { name: customer(words, chat) })}</h2>
        <span class="clock ${left.seconds <= LAST_SECONDS ? "last" : ""}" role="timer">
          ${words.t("offer.seconds", { n: left.seconds })}
        </span>
      </div>
      <p class="why">${this.why(offer)}</p>
      <p class="goal" dir="auto">${offer.brief?.goal?.text ?? chat.goal ?? chat.last_text ?? ""}</p>
      <div class="buttons">
        <button
          class="btn main"
          type="button"
          ?disabled=${this.busy}
          @click=${() => command(this, { do: "accept", id: chat.id })}
        >
          ${words.t("offer.accept")}
        </button>
        <button
          class="btn"
          type="button"
          ?disabled=${this.busy}
          @click=${() => command(this, { do: "decline", id: chat.id })}
        >
          ${words.t("offer.decline")}
        </button>
      </div>
      <div class="bar" .style=${`transform: scaleX(${left.share})`}></div>
    </section>`;
  }

  /** Why, in which language, and how long the customer waits. */
  private why({ conversation: chat }: Offer): string {
    const { words } = this;
    const wait = waitSince(chat.waiting_since, this.ticking.now);
    const reason = words.t(`reason.${chat.reason ?? "asked_for_human"}`);
    const waits = wait ? [words.t("wait.spoken", { time: duration(words, wait) })] : [];
    return [reason, langName(words, chat.lang), ...waits].join(" · ");
  }

  private behind(count: number) {
    return count ? html`<p class="more">${this.words.n("offer.more", count)}</p>` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-offers": OfferStack;
  }
}
