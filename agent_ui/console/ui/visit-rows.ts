/** What the details tell of a visit: the device in words, and the pages, each leading to its message. */
import { html, nothing } from "lit";
import type { Device } from "../../shared/wire.js";
import { command } from "../commands.js";
import type { Page } from "../models/visit.js";
import type { ConsoleWords } from "../words.js";

export function deviceText(words: ConsoleWords, { browser, system, mobile }: Device): string {
  const kind = words.t(mobile ? "device.mobile" : "device.desktop");
  return [browser, system, kind].filter(Boolean).join(" · ");
}

export function pageSection(from: HTMLElement, words: ConsoleWords, pages: readonly Page[]) {
  if (pages.length === 0) return nothing;
  return html`<section>
    <h2>${words.t("side.pages")}</h2>
    <ul class="past" aria-label=${words.t("side.pages")}>
      ${pages.map(
        ({ title, url, seq, at }) =>
          html`<li>
            <button
              type="button"
              title=${words.t("brief.go", { seq })}
              @click=${() => command(from, { do: "point", seq })}
            >
              <span class="num">${words.time(at)}</span>
              <span class="clip" dir="auto">${title}</span>
              ${url && url !== title ? html`<span class="quiet clip" dir="ltr">${url}</span>` : nothing}
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
