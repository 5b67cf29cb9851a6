/** The files of one message, each as a card. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "../elements/decorators.js";
import type { FileDesk } from "../../shared/files/desk.js";
import type { Attachment, Lang } from "../../shared/wire.js";
import "../../shared/files/file-card.js";

@customElement("baton-files")
export class FileCards extends LitElement {
  @property() files: readonly Attachment[] = [];
  @property() desk!: FileDesk;
  @property() reader: Lang = "en";

  override render(): TemplateResult[] {
    const { desk, reader } = this;
    return this.files.map(
      (file) => html`<baton-file .file=${file} .desk=${desk} .reader=${reader}></baton-file>`,
    );
  }

  static override styles = css`
    :host {
      display: grid;
      gap: 4px;
      justify-items: start;
      min-inline-size: 0;
      max-inline-size: 84%;
    }
    :host(.mine) {
      justify-items: end;
    }
  `;
}
