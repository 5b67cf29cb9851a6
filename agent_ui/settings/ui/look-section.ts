/** "Widget": how it looks on every site, seen while it is chosen, and the tag that puts it there. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base } from "../../rooms/base.js";
import { icon } from "../../rooms/icons.js";
import { langsFor } from "../../rooms/offered.js";
import { LANG_NAMES } from "../../shared/i18n.js";
import { command } from "../commands.js";
import {
  FONTS,
  isColour,
  LAUNCHERS,
  LEAST_CONTRAST,
  MOST,
  nearestReadable,
  readable,
  SHADES,
  SIDES,
  snippet,
  type LookDraft,
  type LookModel,
} from "../models/look.js";
import type { SettingsKey } from "../words.js";
import { formFoot } from "./form-foot.js";
import { form } from "./form.styles.js";
import "./look-preview.js";
import { look } from "./look-section.styles.js";
import { ModelPart } from "./part.js";
import { section } from "./section.styles.js";

@customElement("baton-look")
export class LookSection extends ModelPart<LookModel> {
  /** What the preview is asked for with. */
  @property() preview = "";
  @state() private logoProblem = false;
  @state() private copied = false;

  static override styles = [base, section, form, look];

  override render() {
    const { words, model } = this;
    const { draft } = model;
    if (!draft) return html`<p class="empty">${words.t("room.loading")}</p>`;
    return html`
      <h1 tabindex="-1">${words.t("section.look")}</h1>
      <p class="lead">${words.t("look.lead")}</p>
      <div class="sides">
        <div class="chosen">
          ${this.colours(draft)} ${this.place(draft)} ${this.texts(draft)} ${this.tag()}
        </div>
        <section class="shown" aria-labelledby="preview">
          <h2 id="preview">${words.t("look.preview")}</h2>
          <p class="hint">${words.t("look.preview.hint")}</p>
          <br />
          <baton-look-preview .words=${words} draft=${this.preview} logo=${draft.logo}></baton-look-preview>
        </section>
      </div>
      ${formFoot({ from: this, words, form: "look", model, busy: this.busy })}
    `;
  }

  private colours(draft: LookDraft) {
    const { words } = this;
    const valid = isColour(draft.accent);
    return html`<section aria-labelledby="colours">
      <h2 id="colours">${words.t("look.colours")}</h2>
      <div class="fields">
        <div class="field">
          <label for="accent">${words.t("look.accent")}</label>
          <div class="colour">
            <input
              type="color"
              aria-label=${words.t("look.accent.pick")}
              .value=${valid ? draft.accent.toLowerCase() : "#000000"}
              @input=${(event: Event) => this.set({ accent: value(event) })}
            />
            <input
              class="input"
              id="accent"
              dir="ltr"
              maxlength="7"
              autocomplete="off"
              spellcheck="false"
              .value=${draft.accent}
              aria-invalid=${valid ? nothing : "true"}
              aria-describedby="accent-hint"
              @input=${(event: Event) => this.set({ accent: value(event).trim() })}
            />
          </div>
          ${this.about("accent")}
        </div>
        ${this.choice("shade", SHADES, draft.shade)} ${this.choice("font", FONTS, draft.font)}
        ${this.number(draft, "radius", MOST.radius)}
      </div>
      ${valid ? this.contrast(draft.accent) : html`<p class="wrong">${words.t("look.problem.accent")}</p>`}
      <div class="logo">
        ${draft.logo ? html`<img src=${draft.logo} alt=${words.t("look.logo")} />` : nothing}
        <label class="btn pick"
          >${icon("plus", 15)}${words.t(draft.logo ? "look.logo.change" : "look.logo.pick")}
          <input
            class="sr"
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif"
            aria-describedby="logo-hint"
            @change=${this.onLogo}
          />
        </label>
        ${
          draft.logo
            ? html`<button class="btn small" type="button" @click=${() => this.set({ logo: "" })}>
                ${words.t("look.logo.remove")}
              </button>`
            : nothing
        }
      </div>
      <p
        class=${this.logoProblem ? "wrong" : "hint"}
        id="logo-hint"
        role=${this.logoProblem ? "alert" : nothing}
      >
        ${words.t(this.logoProblem ? "look.problem.logo" : "look.logo.hint")}
      </p>
    </section>`;
  }

  private contrast(accent: string) {
    const { words } = this;
    const ratio = readable(accent);
    const said = new Intl.NumberFormat(words.lang, { maximumFractionDigits: 1 }).format(ratio);
    if (ratio >= LEAST_CONTRAST)
      return html`<p class="contrast">
        <span class="chip good">${words.t("look.contrast", { ratio: said })}</span>
      </p>`;
    const better = nearestReadable(accent);
    return html`<p class="contrast" role="alert">
      <span class="wrong">${words.t("look.contrast.low", { ratio: said })}</span>
      <button class="btn small" type="button" @click=${() => this.set({ accent: better })}>
        ${words.t("look.contrast.take", { colour: better })}
      </button>
    </p>`;
  }

  private place(draft: LookDraft) {
    const { words } = this;
    return html`<section aria-labelledby="place">
      <h2 id="place">${words.t("look.launcher")}</h2>
      <div class="fields">
        ${this.choice("side", SIDES, draft.side)} ${this.choice("launcher", LAUNCHERS, draft.launcher)}
        ${this.number(draft, "offset_x", MOST.offset)} ${this.number(draft, "offset_y", MOST.offset)}
      </div>
      ${draft.launcher === "text" ? this.inLanguages("labels", draft, MOST.label) : nothing}
    </section>`;
  }

  private texts(draft: LookDraft) {
    const { words } = this;
    return html`<section aria-labelledby="texts">
      <h2 id="texts">${words.t("look.texts")}</h2>
      <div class="fields">
        <div class="field">
          <label for="title">${words.t("look.title")}</label>
          <input
            class="input small"
            id="title"
            dir="auto"
            autocomplete="off"
            maxlength=${MOST.title}
            .value=${draft.title}
            aria-describedby="title-hint"
            @input=${(event: Event) => this.set({ title: value(event) })}
          />
          ${this.about("title")}
        </div>
      </div>
      ${this.inLanguages("greetings", draft, MOST.greeting)}
    </section>`;
  }

  private inLanguages(name: "labels" | "greetings", draft: LookDraft, most: number) {
    const { words } = this;
    return html`<div class="fields">
        ${langsFor(draft[name]).map(
          (lang) =>
            html`<label class="field"
              ><span>${words.t(`look.${name}`)} · <bdi>${LANG_NAMES[lang]}</bdi></span>
              <input
                class="input small"
                lang=${lang}
                dir=${lang === "fa" ? "rtl" : "ltr"}
                autocomplete="off"
                maxlength=${most}
                .value=${draft[name][lang] ?? ""}
                aria-describedby="${name}-hint"
                @input=${(event: Event) => this.set({ [name]: { ...draft[name], [lang]: value(event) } })}
            /></label>`,
        )}
      </div>
      <p class="hint" id="${name}-hint">${words.t(`look.${name}.hint`)} ${words.t("look.own")}</p>`;
  }

  private tag() {
    const { words } = this;
    const text = snippet(location.origin);
    return html`<section aria-labelledby="tag">
      <h2 id="tag">${words.t("look.tag")}</h2>
      <p class="hint">${words.t("look.tag.hint")}</p>
      <pre dir="ltr" tabindex="0" role="group" aria-label=${words.t("look.tag")}><code>${text}</code></pre>
      <button class="btn" type="button" @click=${() => this.copy(text)}>
        ${icon(this.copied ? "check" : "link", 15)}${words.t(this.copied ? "list.copied" : "list.copy")}
      </button>
    </section>`;
  }

  private choice<N extends "shade" | "font" | "side" | "launcher">(
    name: N,
    values: readonly LookDraft[N][],
    chosen: LookDraft[N],
  ) {
    const { words } = this;
    return html`<div class="field">
      <label for=${name}>${words.t(`look.${name}`)}</label>
      <select
        class="input"
        id=${name}
        aria-describedby="${name}-hint"
        @change=${(event: Event) => this.set({ [name]: value(event) })}
      >
        ${values.map(
          (one) =>
            html`<option value=${one} .selected=${one === chosen}>
              ${words.t(`look.${name}.${one}` as SettingsKey)}
            </option>`,
        )}
      </select>
      ${this.about(name)}
    </div>`;
  }

  private number(draft: LookDraft, name: "radius" | "offset_x" | "offset_y", most: number) {
    const { words, model } = this;
    const wrong = model.problems.has(name);
    return html`<div class="field">
      <label for=${name}>${words.t(`look.${name}`)}</label>
      <input
        class="input"
        id=${name}
        inputmode="numeric"
        autocomplete="off"
        maxlength="3"
        .value=${draft[name]}
        aria-invalid=${wrong ? "true" : nothing}
        aria-describedby="${name}-hint ${name}-wrong"
        @input=${(event: Event) => this.set({ [name]: value(event) })}
      />
      ${
        wrong
          ? html`<span class="wrong" id="${name}-wrong"
              >${words.t("figures.problem", { least: 0, most })}</span
            >`
          : nothing
      }
      ${this.about(name)}
    </div>`;
  }

  /** What a field is for, named by it as its description. */
  private about(name: Explained) {
    return html`<span class="hint" id="${name}-hint">${this.words.t(`look.${name}.hint`)}</span>`;
  }

  private readonly onLogo = (event: Event): void => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    this.logoProblem = file.size > MOST.logo || !/^image\/(png|jpeg|webp|gif)$/.test(file.type);
    if (this.logoProblem) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => this.set({ logo: reader.result as string }));
    reader.readAsDataURL(file);
  };

  private async copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    this.copied = true;
  }

  private set(parts: Partial<LookDraft>): void {
    const { draft } = this.model;
    if (draft) command(this, { do: "edit", form: "look", draft: { ...draft, ...parts } });
  }
}

type Explained =
  "accent" | "shade" | "font" | "radius" | "side" | "launcher" | "offset_x" | "offset_y" | "title";

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-look": LookSection;
  }
}
