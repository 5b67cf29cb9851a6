/** What a person chose for this browser: language, theme, sound, shortcuts. */
import { pickLang } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";
import type { KeyValue } from "./session.js";

export type Theme = "system" | "light" | "dark";
export const THEMES: readonly Theme[] = ["system", "light", "dark"];

export interface Preferences {
  lang: Lang;
  theme: Theme;
  sound: boolean;
  shortcuts: boolean;
  /** A notice of the system, where the person is not looking at the page. */
  notify: boolean;
  /** Five seconds to take back what was sent. */
  hold: boolean;
  /** After one conversation is resolved, the next that waits for an answer. */
  next: boolean;
}

const KEY = "baton.preferences";

export class PreferenceStore {
  constructor(
    private readonly storage: KeyValue,
    private readonly browserLangs: readonly string[],
  ) {}

  read(): Preferences {
    let kept: Partial<Preferences> = {};
    try {
      kept = (JSON.parse(this.storage.getItem(KEY) ?? "{}") as Partial<Preferences> | null) ?? {};
    } catch {
      this.storage.removeItem(KEY);
    }
    return {
      lang: pickLang(kept.lang, ...this.browserLangs),
      theme: THEMES.find((theme) => theme === kept.theme) ?? "system",
      sound: kept.sound ?? false,
      shortcuts: kept.shortcuts ?? true,
      notify: kept.notify ?? false,
      hold: kept.hold ?? false,
      next: kept.next ?? true,
    };
  }

  write(preferences: Preferences): void {
    this.storage.setItem(KEY, JSON.stringify(preferences));
  }
}
