/** A copy of this chat to one's e-mail, where the desk can send one. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "../elements/decorators.js";
import { icon } from "../../shared/icons.js";
import { CallError } from "../../shared/socket.js";
import { ask } from "../elements/events.js";
import { base } from "../elements/styles.js";
import type { PartWords } from "../words.js";

interface Form {
  on: boolean;
  email: string | null;
}

const ENVELOPE = "M4 6h16v12.5H4ZM4 7.5l8 6 8-6";

/** What the customer can do something about; anything else is "try again". */
const REFUSED = {
  invalid: "wait.bad",
  suppressed: "copy.suppressed",
  rate_limited: "copy.enough",
} as const;

@customElement("baton-mail-copy")
export class MailCopy extends LitElement {
  @property() words!: PartWords;
  @state() private form: Form | null = null;
  @state() private open = false;
  @state() private busy = false;
  @state() private bad: keyof typeof REFUSED | "error" | "" = "";
  @state() private sent = "";

  override connectedCallback(): void {
    super.connectedCallback();
    ask(this, "desk", ({ link, state }) => {
      const here = { conversation_id: state.conversation?.id };
      // Without an answer the choice is not shown; the next time that it might be, the desk is asked again.
      link.call<Form>("transcript.form", here).then(
        (form) => (this.form = form),
        () => undefined,
      );
    });
  }

  override render(): TemplateResult | null {
    const { words, open, sent } = this;
    if (!this.form?.on) return null;
    return html`<button class="item" aria-expanded=${open} @click=${this.turn}>
        ${icon(ENVELOPE, 18)}${words.t("copy")}
      </button>
      ${open ? this.fields(this.form) : null}
      <p role="status">${sent ? words.t("copy.sent", { email: sent }) : null}</p>`;
  }

  private fields({ email }: Form): TemplateResult {
    const { words, bad } = this;
    return html`<form novalidate @submit=${this.submit} @keydown=${this.onKey}>
      <label for="to">${words.t("wait.email.label")}</label>
      <input
        id="to"
        type="email"
        autocomplete="email"
        dir="ltr"
        maxlength="254"
        .value=${email ?? ""}
        aria-invalid=${!!bad}
        aria-describedby="bad"
      />
      <button class="solid" ?disabled=${this.busy}>${words.t("composer.send")}</button>
      <p id="bad" role="alert">${bad ? words.t(bad === "error" ? bad : REFUSED[bad]) : null}</p>
    </form>`;
  }

  private readonly turn = (): void => {
    this.open = !this.open;
    this.bad = this.sent = "";
    if (this.open) void this.updateComplete.then(() => this.focusOn("input"));
  };

  private submit(event: Event): void {
    event.preventDefault();
    const email = this.renderRoot.querySelector("input")?.value.trim() ?? "";
    this.busy = true;
    ask(this, "desk", ({ link, state }) => {
      link
        .call<{ email: string }>("transcript.send", {
          conversation_id: state.conversation?.id,
          email,
          zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        })
        .then(
          (told) => this.answered(told.email),
          (error: unknown) => this.refused(error),
        );
    });
  }

  private answered(email: string): void {
    this.busy = this.open = false;
    this.bad = "";
    this.sent = email;
    this.form = { on: true, email };
    this.focusOn("button");
  }

  private refused(error: unknown): void {
    this.busy = false;
    const code = error instanceof CallError ? error.code : "";
    this.bad = code in REFUSED ? (code as keyof typeof REFUSED) : "error";
    this.focusOn("input");
  }

  private focusOn(what: string): void {
    this.renderRoot.querySelector<HTMLElement>(what)?.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.turn();
    this.focusOn("button");
  }

  static override styles = [
    base,
    css`
      .item {
        display: flex;
        align-items: center;
        gap: var(--s-2);
        inline-size: 100%;
        padding: 8px;
        border-radius: var(--r-1);
      }
      .item:hover {
        background: var(--surface-2);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-2);
        padding: 2px 8px 8px;
        text-align: start;
      }
      label,
      p {
        flex: 1 1 100%;
        margin: 0;
      }
      p {
        overflow-wrap: anywhere;
      }
      [role="status"] {
        padding-inline: 8px;
        color: var(--text-2);
      }
      [role="alert"] {
        color: var(--warn);
      }
      input {
        flex: 1;
        min-inline-size: 0;
        padding: 8px 12px;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-2);
        background: var(--surface);
        color: var(--text);
        font: inherit;
      }
    `,
  ];
}
