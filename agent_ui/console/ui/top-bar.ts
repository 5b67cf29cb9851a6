/** Who I am, whether I take conversations, how many I have. */
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { face } from "../../rooms/face.js";
import { icon, type IconName } from "../../rooms/icons.js";
import type { MenuItem } from "../../rooms/menu.js";
import "../../rooms/menu.js";
import "../../rooms/preference-bar.js";
import "../../rooms/room-brand.js";
import { waysFrom } from "../../rooms/rooms.js";
import type { Preferences } from "../../rooms/settings.js";
import { unmarked } from "../../shared/plain-text.js";
import type { Agent, Availability } from "../../shared/wire.js";
import type { Mention } from "../calls.js";
import { command } from "../commands.js";
import type { Colleague } from "../models/chat.js";
import type { WirePromise } from "../models/promises.js";
import type { ConsoleWords } from "../words.js";
import { availabilityText } from "./text.js";
import { styles } from "./top-bar.styles.js";

const CHOICES: readonly Availability[] = ["online", "away", "offline"];
const HABITS: Record<"notify" | "hold" | "next", IconName> = { notify: "bell", hold: "clock", next: "arrow" };
const MAX_SEGMENTS = 8;

@customElement("baton-topbar")
export class TopBar extends LitElement {
  @property({ attribute: false }) words!: ConsoleWords;
  @property({ attribute: false }) agent!: Agent;
  @property({ attribute: false }) self: Colleague | undefined;
  @property({ attribute: false }) preferences!: Preferences;
  @property({ attribute: false }) mentions: readonly Mention[] = [];
  /** Why one may be away. */
  @property({ attribute: false }) reasons: readonly string[] = [];
  @property({ attribute: false }) owed: readonly WirePromise[] = [];

  static override styles = [base, styles];

  override render() {
    const { words, agent } = this;
    const availability = this.self?.availability ?? agent.availability ?? "offline";
    const reason = this.self?.away_reason ?? null;
    const name = availabilityText(words, availability, reason);
    return html`
      <room-brand .words=${words} room="console" .admitted=${agent.role}></room-brand>
      <div class="grow"></div>
      <button
        class="btn bare square palette"
        type="button"
        aria-label=${words.t("palette.label")}
        title="${words.t("palette.label")} (Ctrl+K)"
        @click=${() => command(this, { do: "palette", open: true })}
      >
        ${icon("search")}
      </button>
      ${this.promised()} ${this.named()} ${this.load()}
      <room-menu
        class="available"
        end
        label=${words.t("availability.label", { state: name })}
        .items=${this.availabilities()}
        chosen=${availability === "away" && reason ? `away:${reason}` : availability}
        @pick=${(event: CustomEvent<string>) => this.choose(event.detail)}
        ><span class="dot ${availability}"></span
        ><span class="said">${name}</span>${icon("chevron", 14)}</room-menu
      >
      <span class="rule"></span>
      <room-preferences
        .words=${words}
        .preferences=${this.preferences}
        @prefer=${(event: CustomEvent<Partial<Preferences>>) =>
          command(this, { do: "prefer", preferences: event.detail })}
      ></room-preferences>
      <room-menu
        class="account"
        end
        label=${words.t("room.account", { name: agent.name })}
        .items=${this.accountItems()}
        @pick=${(event: CustomEvent<string>) => this.account(event.detail)}
        >${face(agent.id, agent.name, "user", true, agent.picture)}<span class="name clip">${agent.name}</span
        >${icon("chevron", 14)}</room-menu
      >
    `;
  }

  private availabilities(): MenuItem[] {
    const { words } = this;
    return CHOICES.flatMap((value): MenuItem[] => {
      const label = words.t(`availability.${value}`);
      const plain: MenuItem = { value, label, hint: words.t(`availability.${value}.hint`), dot: value };
      return value === "away" ? [plain, ...this.reasons.map((reason) => this.because(reason))] : [plain];
    });
  }

  private because(reason: string): MenuItem {
    return { value: `away:${reason}`, label: availabilityText(this.words, "away", reason), dot: "away" };
  }

  private choose(value: string): void {
    const reason = value.startsWith("away:") ? value.slice(5) : undefined;
    const availability = CHOICES.find((one) => one === value) ?? "away";
    command(this, { do: "available", availability, ...(reason && { reason }) });
  }

  /** Notes in which colleagues named this agent. */
  private named() {
    const { words, mentions } = this;
    const unseen = mentions.filter(({ seen }) => !seen).length;
    if (mentions.length === 0) return nothing;
    return html`<room-menu
      class="mentions"
      end
      label=${words.n("mention.label", unseen)}
      .items=${mentions.slice(0, 12).map(({ message_id: value, by, text, seen }): MenuItem => {
        const label = words.t(seen ? "mention.old" : "mention.new", { name: by });
        return { value, label, hint: unmarked(text).slice(0, 80), icon: seen ? "check" : "note" };
      })}
      @pick=${(event: CustomEvent<string>) => {
        const one = mentions.find(({ message_id: id }) => id === event.detail);
        if (one) command(this, { do: "jump", id: one.conversation_id, seq: one.seq });
      }}
      >${icon("note")}${
        unseen > 0 ? html`<span class="new num" aria-hidden="true">${words.number(unseen)}</span>` : nothing
      }</room-menu
    >`;
  }

  /** What this agent owes customers, the most urgent first. */
  private promised() {
    const { words, owed } = this;
    if (owed.length === 0) return nothing;
    const pressing = owed.filter(({ state }) => state !== "open").length;
    return html`<room-menu
      class="mentions"
      end
      label=${words.n("promise.label", owed.length)}
      .items=${owed.slice(0, 12).map(({ id: value, text, due_at, state }): MenuItem => {
        const label = words.t("promise.by", { when: words.moment(due_at) });
        return { value, label, hint: text.slice(0, 80), icon: state === "open" ? "clock" : "alert" };
      })}
      @pick=${(event: CustomEvent<string>) => {
        const one = owed.find(({ id }) => id === event.detail);
        if (one) command(this, { do: "jump", id: one.conversation_id, seq: one.seq });
      }}
      >${icon("clock")}${
        pressing > 0
          ? html`<span class="new num" aria-hidden="true">${words.number(pressing)}</span>`
          : nothing
      }</room-menu
    >`;
  }

  private load() {
    const { used, load: live = 0, capacity = 0 } = this.self ?? this.agent;
    const load = used ?? live;
    if (!capacity) return nothing;
    const label = this.words.t("load.label", { load, capacity });
    const segments = capacity <= MAX_SEGMENTS ? Array.from({ length: capacity }, (_, i) => i < load) : [];
    return html`<div class="load" title=${label}>
      <span class="sr">${label}</span>
      <span class="bar ${load >= capacity ? "full" : ""}" aria-hidden="true">
        ${segments.map((on) => html`<i class=${on ? "on" : ""}></i>`)}
      </span>
      <span class="num" aria-hidden="true">${this.words.t("load", { load, capacity })}</span>
    </div>`;
  }

  private accountItems(): MenuItem[] {
    const { words } = this;
    const sound = words.t(this.preferences.sound ? "sound.on" : "sound.off");
    return [
      { value: "sound", label: sound, hint: words.t("sound"), icon: "bell" },
      ...(["notify", "hold", "next"] as const).map((name): MenuItem => ({
        value: name,
        label: words.t(`${name}.${this.preferences[name] ? "on" : "off"}`),
        hint: words.t(`${name}.hint`),
        icon: HABITS[name],
      })),
      {
        value: "auto",
        label: words.t(this.self?.auto_accept ? "auto.on" : "auto.off"),
        hint: words.t("auto.hint"),
        icon: "hand",
      },
      {
        value: "capacity",
        label: words.t("capacity.item", { n: words.number(this.self?.capacity ?? 0) }),
        hint: words.t("capacity.item.hint"),
        icon: "dial",
      },
      { value: "shelf", label: words.t("shelf.heading"), hint: words.t("shelf.hint"), icon: "quote" },
      { value: "shortcuts", label: words.t("shortcuts"), hint: "?", icon: "keyboard" },
      ...waysFrom("console", this.agent.role, words),
      { value: "log_out", label: words.t("room.log_out"), hint: this.agent.email, icon: "logout" },
    ];
  }

  private account(choice: string): void {
    if (choice === "sound") command(this, { do: "prefer", preferences: { sound: !this.preferences.sound } });
    if (choice === "hold" || choice === "next")
      command(this, { do: "prefer", preferences: { [choice]: !this.preferences[choice] } });
    if (choice === "notify") void this.notify();
    if (choice === "auto")
      command(this, { do: "workload", workload: { auto_accept: !this.self?.auto_accept } });
    if (choice === "capacity") command(this, { do: "ask", panel: "capacity" });
    if (choice === "shelf") command(this, { do: "ask", panel: "shelf" });
    if (choice === "shortcuts") command(this, { do: "ask", panel: "shortcuts" });
    if (choice === "log_out") command(this, { do: "log_out" });
    if (choice.startsWith("/")) location.assign(choice);
  }

  /** The browser asks once, and only when the person has asked for it. */
  private async notify(): Promise<void> {
    const notify = !this.preferences.notify;
    if (notify && "Notification" in window && (await Notification.requestPermission()) !== "granted") return;
    command(this, { do: "prefer", preferences: { notify } });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-topbar": TopBar;
  }
}
