/** What a figure means, one press away. */
import { html } from "lit";
import { icon } from "../../rooms/icons.js";
import type { ReportsKey, ReportsWords } from "../words.js";

export function meaning(words: ReportsWords, figure: string) {
  const key = `def.${figure.replace(/_(since_first_word|business)$/, "")}` as ReportsKey;
  return html`<details class="meaning">
    <summary>${icon("info", 14)}${words.t("meaning")}</summary>
    <p>${words.t(key)}</p>
  </details>`;
}
