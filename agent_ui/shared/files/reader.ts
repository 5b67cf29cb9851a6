/** What the elements of files share: the reader's language and its words, loaded once each. */
import { LitElement, type PropertyValues } from "lit";
import { property, state } from "../decorators.js";
import type { Lang } from "../wire.js";
import { loadFileWords, type FileWords } from "./words.js";

export class FileReading extends LitElement {
  /** The language of who reads, which need not be the message's. */
  @property() reader: Lang = "en";
  @state() protected words: FileWords | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("reader")) void this.speak(this.reader);
  }

  private async speak(lang: Lang): Promise<void> {
    const words = await loadFileWords(lang);
    if (lang === this.reader) this.words = words;
  }
}
