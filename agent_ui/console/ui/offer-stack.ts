/** The conversation that is held out to this agent now, with its time running; the next waits behind it. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { command } from "../commands.js";
import { briefLines, type BriefLines } from "../models/brief.js";
import { timeLeft, type Offer } from "../models/offers.js";
import { waitSince } from "../models/waiting.js";
import type { ConsoleWords } from "../words.js";
import { styles } from "./offer-stack.styles.js";
import { customer, duration, langName, named } from "./text.js";
import { Ticking } from "./ticking.js";

const LAST_SECONDS = 10;
const FULL_SECONDS = 30;
/** The card is small; the brief has them all. */
const MOST_FACTS = 5;

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
    const lines = offer.brief ? briefLines(offer.brief) : null;
    const left = timeLeft(offer, this.ticking.now, FULL_SECONDS);
    return html`<section class="offer" aria-labelledby="heading">
      <div class="head">
        <h2 id="heading">${words.t("offer.heading", { name: customer(words, chat) })}</h2>
        <span class="clock ${left.seconds <= LAST_SECONDS ? "last" : ""}" role="timer">
          ${words.t("offer.seconds", { n: left.seconds })}
        </span>
      </div>
      <p class="why">${this.why(offer)}</p>
      <p class="goal" dir="auto">${lines?.goal?.text ?? chat.goal ?? chat.last_text ?? ""}</p>
      ${lines ? [this.saidLast(chat.id, lines), this.facts(lines)] : nothing}
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

  private saidLast(id: string, { saidLast, language }: BriefLines) {
    if (!saidLast) return nothing;
    const { words } = this;
    return html`<div class="last">
      <p class="label">${words.t("brief.said_last")}</p>
      <button
        type="button"
        title=${words.t("brief.go", { seq: saidLast.seq })}
        @click=${() => command(this, { do: "jump", id, seq: saidLast.seq })}
      >
        <q lang=${language ?? nothing} dir="auto">${saidLast.text}</q>
      </button>
    </div>`;
  }

  /** What they gave already, so that it is known before the first word. */
  private facts({ facts }: BriefLines) {
    if (facts.length === 0) return nothing;
    const { words } = this;
    return html`<ul class="facts" aria-label=${words.t("brief.facts")}>
      ${facts
        .slice(0, MOST_FACTS)
        .map(
          ({ name, value }) =>
            html`<li><span>${named(words, "fact", name)}</span> <bdi class="clip">${value}</bdi></li>`,
        )}
    </ul>`;
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
