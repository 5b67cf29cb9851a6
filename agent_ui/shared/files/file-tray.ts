/**
 * The paper clip and what it has picked up. Its parts lie in the grid of whoever holds it, as `t` and `c`;
 * files are also dropped anywhere on the page and pasted into the field beside it.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "../decorators.js";
import { ARTICLE, CLOSE, icon } from "../icons.js";
import { styles } from "./file-tray.styles.js";
import { FileReading } from "./reader.js";
import type { Item, Tray } from "./tray.js";
import { sizeText, type FileWords } from "./words.js";

const CLIP =
  "M19.5 11.5l-7.8 7.8a4.7 4.7 0 0 1-6.7-6.7l8.2-8.2a3.1 3.1 0 0 1 4.4 4.4l-8.1 8.1a1.6 1.6 0 0 1-2.2-2.2l7.3-7.3";
const MEGABYTE = 1_000_000;
const OF_TEXT = [".csv", ".log", ".md"];

/** Fires `tray` whenever there is something else in it. */
@customElement("baton-tray")
export class FileTray extends FileReading {
  @property() tray!: Tray;
  @state() private over = false;
  @query("input") private readonly input!: HTMLInputElement | null;
  private readonly urls = new Map<number, string>();

  static override styles = styles;

  override render() {
    const { words, tray } = this;
    if (!words || tray.limits?.max_bytes === 0) return nothing;
    return html`${
        tray.items.length > 0
          ? html`<ul class="tray" aria-label=${words.t("file.list")}>
              ${tray.items.map((item) => this.item(item, words))}
            </ul>`
          : nothing
      }
      <button
        class="clip"
        type="button"
        aria-label=${words.t("file.attach")}
        title=${words.t("file.attach")}
        @click=${() => this.input?.click()}
      >
        ${icon(CLIP)}
      </button>
      <input type="file" multiple hidden accept=${this.accept()} @change=${this.onPick} />
      <p class="sr" role="status">${this.news(words)}</p>
      ${this.over ? html`<div class="drop">${icon(CLIP, 28)}${words.t("file.drop")}</div>` : nothing}`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("paste", this.onPaste);
    for (const [name, run] of this.drags) window.addEventListener(name, run);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("paste", this.onPaste);
    for (const [name, run] of this.drags) window.removeEventListener(name, run);
    for (const url of this.urls.values()) URL.revokeObjectURL(url);
    this.urls.clear();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!changed.has("tray")) return;
    const tray = this.tray;
    tray.changed = () => {
      if (tray !== this.tray) return;
      this.requestUpdate();
      this.dispatchEvent(new CustomEvent("tray"));
    };
    tray.learn().catch(() => undefined);
  }

  private item(item: Item, words: FileWords): TemplateResult {
    const { name, state, part, key } = item;
    const url = item.type.startsWith("image/") && state !== "failed" ? this.urlOf(item) : "";
    return html`<li class=${state}>
      ${url ? html`<img src=${url} alt="" />` : html`<span class="sheet">${icon(ARTICLE)}</span>`}
      <span class="about">
        ${
          state === "failed"
            ? html`<span class="why">${this.why(item, words)}</span>`
            : html`<bdi>${name}</bdi><small>${sizeText(words, item.size)}</small>`
        }
        ${state === "uploading" ? html`<progress aria-label=${name} .value=${part} max="1"></progress>` : nothing}
        ${
          item.again
            ? html`<button
                class="again"
                type="button"
                aria-label=${words.t("file.retry", { name })}
                @click=${() => void this.tray.retry(key)}
              >
                ${words.t("file.again")}
              </button>`
            : nothing
        }
      </span>
      <button
        class="remove"
        type="button"
        aria-label=${words.t("file.remove", { name })}
        @click=${() => this.discard(key)}
      >
        ${icon(CLOSE, 16)}
      </button>
    </li>`;
  }

  private why({ failure, name }: Item, words: FileWords): string {
    const { max_bytes = 0, max_files = 0 } = this.tray.limits ?? {};
    const most = failure === "too_many" ? max_files : Math.round(max_bytes / MEGABYTE);
    return words.t(`file.why.${failure ?? "unknown"}`, { name: `\u2068${name}\u2069`, most });
  }

  /** What a screen reader hears: how the newest file stands, without every percent. */
  private news(words: FileWords): string {
    const item = this.tray.items.at(-1);
    if (!item) return "";
    if (item.state === "failed") return this.why(item, words);
    return words.t(item.state === "ready" ? "file.ready" : "file.uploading", { name: item.name });
  }

  private accept(): string {
    const types = this.tray.limits?.types ?? [];
    return [...types, ...(types.includes("text/plain") ? OF_TEXT : [])].join();
  }

  private urlOf({ key, file }: Item): string {
    const url = this.urls.get(key) ?? (file ? URL.createObjectURL(file) : "");
    if (url) this.urls.set(key, url);
    return url;
  }

  private add(files: FileList | null | undefined): void {
    if (files?.length) void this.tray.add([...files]);
  }

  /** The focus goes on to the next file, else back to the clip. */
  private discard(key: number): void {
    this.tray.remove(key);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(".remove, .clip")?.focus(),
    );
  }

  private readonly onPick = (): void => {
    this.add(this.input?.files);
    if (this.input) this.input.value = "";
  };

  /** A picture pasted into the field beside it; of something with words, the words are meant. */
  private readonly onPaste = (event: ClipboardEvent): void => {
    const root = this.getRootNode();
    const inside = root instanceof ShadowRoot && event.composedPath().includes(root.host);
    const data = event.clipboardData;
    if (!inside || !data?.files.length || data.types.includes("text/plain")) return;
    event.preventDefault();
    this.add(data.files);
  };

  private readonly onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.over = true;
  };

  private readonly onLeave = (event: DragEvent): void => {
    if (!event.relatedTarget) this.over = false;
  };

  private readonly onDrop = (event: DragEvent): void => {
    this.over = false;
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.add(event.dataTransfer.files);
  };

  private readonly drags = [
    ["dragenter", this.onDrag],
    ["dragover", this.onDrag],
    ["dragleave", this.onLeave],
    ["drop", this.onDrop],
  ] as const;
}
