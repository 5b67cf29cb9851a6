/** The real widget on a page of nothing in particular, in the look that is being chosen. */
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { deepFocus } from "../../rooms/dialog.js";
import type { SettingsWords } from "../words.js";

const SETTLED_MS = 800;

@customElement("baton-look-preview")
export class LookPreview extends LitElement {
  @property({ attribute: false }) words!: SettingsWords;
  /** What the preview's pages are asked for with. */
  @property() draft = "";
  /** Too long for an address: put on when the frame is there. */
  @property() logo = "";
  @query("iframe") private readonly page!: HTMLIFrameElement | null;
  private opened = true;
  private loading = true;
  private writing: HTMLElement | null = null;
  private calm: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    base,
    css`
      iframe {
        display: block;
        width: 100%;
        height: clamp(440px, calc(100dvh - 330px), 720px);
        border: 1px solid var(--line);
        border-radius: var(--r-2);
        background: #fff;
      }
    `,
  ];

  override render() {
    if (!this.draft) return nothing;
    const query = new URLSearchParams({ draft: this.draft, lang: this.words.lang });
    return html`<iframe
      title=${this.words.t("look.preview")}
      src=${`/widget/preview?${query}`}
      @load=${this.onLoad}
    ></iframe>`;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("draft") && !changed.has("words")) return;
    clearTimeout(this.calm);
    this.loading = true;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("logo") && !changed.has("draft")) this.dressLogo();
  }

  /** The chat is shown as it was before the look was changed: open or not. */
  private readonly onLoad = (): void => {
    const view = this.page?.contentWindow;
    if (!view) return;
    view.addEventListener("baton:ready", () => {
      this.dressLogo();
      this.letIn();
    });
    view.addEventListener("baton:open", () => (this.opened = true));
    view.addEventListener("baton:close", () => (this.opened = false));
    if (!this.opened) this.letIn();
    if (this.opened) view.Baton?.open();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("focusin", this.onFocus);
    window.addEventListener("blur", this.onBlur);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("focusin", this.onFocus);
    window.removeEventListener("blur", this.onBlur);
  }

  /** A chat that opens takes the focus, which is the writer's here: it is given back until it has settled. */
  private letIn(): void {
    clearTimeout(this.calm);
    this.calm = setTimeout(() => (this.loading = false), SETTLED_MS);
  }

  private readonly onFocus = (): void => {
    const now = deepFocus();
    if (now !== this.page) this.writing = now;
  };

  private readonly onBlur = (): void => {
    const { writing } = this;
    if (this.loading && deepFocus() === this.page) setTimeout(() => writing?.focus());
  };

  private dressLogo(): void {
    const host = this.page?.contentDocument?.querySelector("baton-chat");
    const root = host?.shadowRoot?.querySelector("iframe")?.contentDocument?.documentElement;
    if (!root) return;
    root.style.setProperty("--logo", this.logo ? `url("${this.logo}")` : null);
    root.style.setProperty("--logo-ink", this.logo ? "transparent" : null);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-look-preview": LookPreview;
  }
}
