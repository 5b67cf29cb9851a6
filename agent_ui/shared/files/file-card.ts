/** A file in a message: a picture in its own place before it is loaded, or a card; pressed, it opens or is saved. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "../decorators.js";
import { ARTICLE, CLOSE, icon } from "../icons.js";
import type { Attachment } from "../wire.js";
import { isPicture, type FileDesk } from "./desk.js";
import { styles } from "./file-card.styles.js";
import { FileReading } from "./reader.js";
import { sizeText } from "./words.js";

const SAVE = "M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14";
const WIDEST = 240;
const HIGHEST = 200;
const SMALLEST = 44;

@customElement("baton-file")
export class FileCard extends FileReading {
  @property() file!: Attachment;
  @property() desk: FileDesk | null = null;
  @state() private url = "";
  @state() private gone = false;
  @query("dialog") private readonly dialog!: HTMLDialogElement | null;
  /** What is not looked at is not fetched. */
  private readonly sight = new IntersectionObserver((seen) => {
    if (seen.some(({ isIntersecting }) => isIntersecting)) void this.load();
  });

  static override styles = styles;

  override render() {
    return isPicture(this.file) ? this.picture() : this.card();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sight.disconnect();
    URL.revokeObjectURL(this.url);
    this.url = "";
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has("desk") && this.desk && isPicture(this.file)) {
      this.sight.unobserve(this);
      this.sight.observe(this);
    }
    if (!changed.has("file")) return;
    this.classList.toggle("image", isPicture(this.file));
    const [width, height] = [this.file.width ?? 1, this.file.height ?? 1];
    const scale = Math.min(1, WIDEST / width, HIGHEST / height);
    this.style.setProperty("--width", `${Math.max(SMALLEST, Math.round(width * scale))}px`);
    this.style.setProperty("--ratio", `${width} / ${Math.max(height, width / 6)}`);
  }

  private picture(): TemplateResult {
    const { file, words } = this;
    const open = words?.t("file.open", { name: file.name }) ?? file.name;
    return html`<button class="picture" type="button" @click=${this.show}>
        ${
          this.url
            ? html`<img src=${this.url} alt=${open} />`
            : html`<span class=${this.gone ? "" : "sr"}>${this.gone ? words?.t("file.gone") : open}</span>`
        }
      </button>
      <dialog aria-label=${file.name} @keydown=${keepKeys} @click=${this.onBackdrop}>
        <div class="bar">
          <bdi>${file.name}</bdi>
          <button type="button" @click=${this.save}>${icon(SAVE, 18)}${words?.t("file.save")}</button>
          <button type="button" aria-label=${words?.t("file.close") ?? ""} @click=${this.close}>
            ${icon(CLOSE)}
          </button>
        </div>
        ${this.url ? html`<img src=${this.url} alt=${file.name} />` : nothing}
      </dialog>`;
  }

  private card(): TemplateResult {
    const { file, words } = this;
    const about = this.gone ? words?.t("file.gone") : words ? sizeText(words, file.size) : "";
    return html`<button class="card" type="button" @click=${this.save}>
      ${icon(ARTICLE)}<span class="sr">${words?.t("file.save")}</span>
      <span class="about"><bdi>${file.name}</bdi> <small>${about}</small></span>
      ${icon(SAVE, 18)}
    </button>`;
  }

  private async load(): Promise<boolean> {
    if (this.url || !this.desk || !isPicture(this.file)) return Boolean(this.url);
    try {
      const content = await this.desk.content(this.file.id);
      this.gone = false;
      if (this.isConnected) this.url ||= URL.createObjectURL(content);
    } catch {
      this.gone = true;
    }
    return Boolean(this.url);
  }

  private readonly show = async (): Promise<void> => {
    if (await this.load()) this.dialog?.showModal();
  };

  private readonly close = (): void => this.dialog?.close();

  /** Its bytes under its own name; nothing of it is opened in place of the page. */
  private readonly save = async (): Promise<void> => {
    try {
      const content = await this.desk?.content(this.file.id);
      if (!content) return;
      this.gone = false;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(content);
      link.download = this.file.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch {
      this.gone = true;
    }
  };

  private readonly onBackdrop = (event: Event): void => {
    if (event.target === this.dialog) this.close();
  };
}

/** Escape closes the picture, not what is around it. */
function keepKeys(event: Event): void {
  event.stopPropagation();
}
