/** A chart with its words: a sentence for those who do not see it, a key, values under the cursor, and a table. */
import { html, LitElement, nothing, svg, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type uPlot from "uplot";
import { base } from "../../rooms/base.js";
import { drawnAs, type Drawn } from "../models/drawn.js";
import type { Shape } from "../models/panels.js";
import type { Curve, Report, Track, Unit } from "../models/report.js";
import { tracksOf } from "../models/report.js";
import type { ReportsKey, ReportsWords } from "../words.js";
import { styles } from "./chart.styles.js";
import { COLOURS, inksOf } from "./inks.js";
import { inStyle } from "./in-style.js";
import { bucketText, chartSummary, headText, listText, nameText, sureText, valueText } from "./text.js";

const TIP_WIDTH = 200;
/** Half an A4 page: paper is laid out after the last moment to measure it. */
const ON_PAPER = 312;

/** What draws, once it has been needed; paper does not wait for it. */
let pen: typeof import("./plot.js") | null = null;

@customElement("baton-chart")
export class ReportChart extends LitElement {
  @property({ attribute: false }) words!: ReportsWords;
  @property({ attribute: false }) report!: Report;
  @property({ attribute: false }) curves: readonly Curve[] = [];
  @property({ attribute: false }) targets: readonly { priority: string; seconds: number }[] = [];
  @property() unit: Unit = "count";
  @property() shape: Shape = "stack";
  @property() label = "";
  @state() private at: number | null = null;
  /** What the keyboard has come to is said; what the pointer passes over is not. */
  @state() private spoken = "";
  private left = 0;
  private tracks: Track[] = [];
  private drawn: Drawn | null = null;
  private chart: uPlot | null = null;
  private readonly watch = new ResizeObserver(() => this.fit());
  private readonly scheme = matchMedia("(prefers-color-scheme: dark)");
  private readonly theme = new MutationObserver(() => void this.draw());

  static override styles = [base, styles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.scheme.addEventListener("change", this.redraw);
    this.theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    window.addEventListener("beforeprint", this.toPaper);
    window.addEventListener("afterprint", this.toScreen);
    this.watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scheme.removeEventListener("change", this.redraw);
    this.theme.disconnect();
    window.removeEventListener("beforeprint", this.toPaper);
    window.removeEventListener("afterprint", this.toScreen);
    this.watch.disconnect();
    this.forget();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("report") && !changed.has("curves") && !changed.has("words")) return;
    this.tracks = tracksOf(this.report, this.curves);
    this.drawn = drawnAs(this.tracks, this.unit, this.shape, this.targets);
    this.at = null;
    this.spoken = "";
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("report") || changed.has("curves") || changed.has("words")) void this.draw();
  }

  override render() {
    const { words, tracks } = this;
    if (tracks.length === 0) return html`<p class="none">${words.t("chart.none")}</p>`;
    return html`
      ${Array.from({ length: COLOURS }, (_, index) => html`<i class="probe s${index}"></i>`)}
      <i class="probe axis"></i><i class="probe grid"></i><i class="probe mark"></i>
      <div
        class="plot"
        tabindex="0"
        role="group"
        aria-roledescription=${words.t("chart.kind")}
        aria-label=${chartSummary(words, this.label, this.unit, tracks)}
        @keydown=${this.onKey}
        @blur=${() => this.leave()}
      >
        ${this.tip()}
      </div>
      <p class="unseen" role="status">${this.spoken}</p>
      ${this.key()}
      <details class="as-table">
        <summary>${words.t("chart.table")}</summary>
        ${this.table()}
      </details>
    `;
  }

  private key() {
    const { words, tracks, drawn } = this;
    return html`<ul class="key">
      ${tracks.map((one, index) => html`<li>${this.sample(index)}${nameText(words, one.name)}</li>`)}
      ${
        drawn?.marks.length
          ? html`<li>
              <svg class="mark" viewBox="0 0 22 10" aria-hidden="true">${svg`<path d="M0 5H22" />`}</svg
              >${words.t("chart.targets", {
                list: listText(
                  words,
                  drawn.marks.map((mark) => this.markText(mark)),
                ),
              })}
            </li>`
          : nothing
      }
      ${drawn?.byTimes ? html`<li>${words.t("chart.by_times")}</li>` : nothing}
      ${drawn?.whiskers ? html`<li>${words.t("chart.whiskers")}</li>` : nothing}
    </ul>`;
  }

  private sample(index: number) {
    return html`<svg class="s${index % COLOURS}" viewBox="0 0 22 10" aria-hidden="true">
      ${this.shape === "stack" ? svg`<rect width="22" height="10" rx="2" />` : svg`<path d="M0 5H22" />`}
    </svg>`;
  }

  private markText(mark: { priority: string; seconds: number }): string {
    return `${nameText(this.words, `priority.${mark.priority}`)} ${valueText(this.words, "seconds", mark.seconds)}`;
  }

  private tip() {
    const { at, words, report, tracks } = this;
    if (at === null || report.buckets[at] === undefined) return nothing;
    const room = this.clientWidth - TIP_WIDTH - 24;
    const left = this.left > this.clientWidth / 2 ? this.left - TIP_WIDTH - 16 : this.left + 24;
    const style = inStyle({ left: `${Math.max(0, Math.min(room, left))}px`, width: `${TIP_WIDTH}px` });
    return html`<div class="tip" ${style} aria-hidden="true">
      <b>${headText(words, report, this.unit, tracks, at)}</b>
      <ul>
        ${tracks.map(
          (one, index) =>
            html`<li>
              ${this.sample(index)}<span>${nameText(words, one.name)}: ${this.said(one, at)}</span>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  private said(track: Track, at: number): string {
    return sureText(this.words, this.unit, track, at);
  }

  private table() {
    const { words, report, tracks } = this;
    return html`<div class="scroll table" tabindex="0" role="region" aria-label=${this.label}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.t(`by.${report.by}`)}</th>
            ${tracks.map((one) => html`<th scope="col">${nameText(words, one.name)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${report.buckets.map(
            (_, index) =>
              html`<tr>
                <th scope="row">${headText(words, report, this.unit, tracks, index)}</th>
                ${tracks.map((one) => html`<td>${this.said(one, index)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private async draw(): Promise<void> {
    pen ??= await import("./plot.js");
    this.drawNow();
  }

  /** Colours are read anew and the picture is made again. */
  private drawNow(): void {
    this.forget();
    const { words, report, drawn, unit } = this;
    const target = this.renderRoot.querySelector<HTMLElement>(".plot");
    if (!pen || !target || !drawn || target.clientWidth === 0) return;
    const texts = report.buckets.map((bucket) => bucketText(words, report, bucket, "brief"));
    const longest = texts.reduce((one, other) => (other.length > one.length ? other : one), "");
    const width = this.hasAttribute("printing") ? ON_PAPER : target.clientWidth;
    this.chart = pen.plot(target, width, {
      ...drawn,
      shape: this.shape,
      tracks: this.tracks,
      marks: drawn.marks.map(({ priority, seconds }) => ({
        value: seconds,
        label: words.t(`priority.${priority}` as ReportsKey),
      })),
      rtl: words.dir === "rtl",
      inks: inksOf(this.renderRoot, longest),
      bucket: (index) => texts[index] ?? "",
      value: (value) => valueText(words, unit, value),
      onCursor: (index, left) => this.show(index, left),
    });
  }

  private show(index: number | null, left: number): void {
    const over = this.chart?.over;
    this.left = left + (over?.offsetLeft ?? 0);
    this.at = left < 0 ? null : index;
    if (this.at === null) this.spoken = "";
  }

  private forget(): void {
    this.chart?.destroy();
    this.chart = null;
  }

  private fit(): void {
    const target = this.renderRoot.querySelector<HTMLElement>(".plot");
    if (!target || target.clientWidth === 0) return;
    if (this.hasAttribute("printing")) return;
    if (!this.chart) return void this.draw();
    if (Math.abs(this.chart.width - target.clientWidth) > 1)
      this.chart.setSize({ width: target.clientWidth, height: this.chart.height });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { chart, words, report } = this;
    const last = report.buckets.length - 1;
    const onward = words.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = words.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const from = this.at;
    const to: Partial<Record<string, number>> = {
      [onward]: from === null ? 0 : Math.min(last, from + 1),
      [backward]: from === null ? last : Math.max(0, from - 1),
      Home: 0,
      End: last,
    };
    if (event.key === "Escape") this.leave();
    const place = to[event.key];
    if (place === undefined || !chart) return;
    event.preventDefault();
    chart.setCursor({ left: chart.valToPos(place, "x"), top: chart.over.clientHeight / 2 });
    this.at = place;
    const told = this.tracks.map((one) => `${nameText(words, one.name)}: ${this.said(one, place)}`);
    this.spoken = `${headText(words, report, this.unit, this.tracks, place)}. ${told.join(". ")}`;
  };

  private leave(): void {
    this.chart?.setCursor({ left: -10, top: -10 });
    this.at = null;
    this.spoken = "";
  }

  private readonly redraw = (): void => void this.draw();

  /** Paper is white, whatever the screen is; what is printed is drawn at once. */
  private readonly toPaper = (): void => {
    this.toggleAttribute("printing", true);
    this.drawNow();
  };

  private readonly toScreen = (): void => {
    this.toggleAttribute("printing", false);
    this.drawNow();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "baton-chart": ReportChart;
  }
}
