/** Whose something on the shelf is: one's own, a team's or everybody's; how that is told and chosen. */
import { html, nothing } from "lit";
import type { RoomWords } from "./words.js";

export interface Whose {
  shared: boolean;
  team_id: string | null;
}

export interface Team {
  id: string;
  name: string;
}

export const OWN: Whose = { shared: false, team_id: null };

const EVERYBODY = "everybody";

export function whoseText(words: RoomWords, { shared, team_id }: Whose, teams: readonly Team[]): string {
  if (team_id) return words.t("whose.team", { name: teams.find((one) => one.id === team_id)?.name ?? "–" });
  return words.t(shared ? "whose.everybody" : "whose.own");
}

export interface WhoseChoice {
  words: RoomWords;
  whose: Whose;
  /** Those into whose shelves one may put something. */
  teams: readonly Team[];
  leads: boolean;
  change: (whose: Whose) => void;
}

/** To choose from what one may; nothing to see where there is no choice. */
export function whoseField({ words, whose, teams, leads, change }: WhoseChoice) {
  if (!leads && teams.length === 0) return nothing;
  const now = whose.team_id ?? (whose.shared ? EVERYBODY : "");
  const offered: [string, Whose][] = [
    ["", OWN],
    ...teams.map(({ id }): [string, Whose] => [id, { shared: false, team_id: id }]),
    ...(leads ? [[EVERYBODY, { shared: true, team_id: null }] as [string, Whose]] : []),
  ];
  return html`<label class="field"
      >${words.t("whose.label")}
      <select
        class="input"
        aria-describedby="whose-hint"
        @change=${(event: Event) => {
          const chosen = (event.target as HTMLSelectElement).value;
          change(offered.find(([value]) => value === chosen)?.[1] ?? OWN);
        }}
      >
        ${offered.map(
          ([value, one]) =>
            html`<option value=${value} dir="auto" .selected=${value === now}>
              ${whoseText(words, one, teams)}
            </option>`,
        )}
      </select>
    </label>
    <p id="whose-hint" class="hint">${words.t("whose.hint")}</p>`;
}
