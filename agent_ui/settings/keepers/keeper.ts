/** A keeper has one section's things in hand: fetches them, changes them, and knows what is not saved. */
import type { Http } from "../../rooms/http.js";
import type { SettingsKey } from "../words.js";
import type { Params } from "../../shared/i18n.js";

/** What a keeper needs of the room. */
export interface Office {
  readonly http: Http;
  readonly me: string;
  /** Whether the person is an admin, who may do all. */
  readonly all: boolean;
  /** Null when it was done, else the code of the refusal, which has been said. */
  trying(work: () => Promise<void>): Promise<string | null>;
  say(key: SettingsKey, params?: Params): void;
  hush(): void;
  /** Something came by itself, after what was asked had been done. */
  changed(): void;
}

export interface Keeper {
  readonly unsaved: boolean;
  open(): Promise<void>;
  forget(): void;
}
