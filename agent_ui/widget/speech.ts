/** The language in which the widget is read, and its words as far as they are needed. */
import type { Lang } from "../shared/wire.js";
import type { Frame } from "./elements/frame.js";
import type { Parts } from "./models/parts.js";
import { loadPartWords, loadWords } from "./words.js";

export interface Speech {
  lang: () => Lang;
  speak: (lang: Lang) => Promise<void>;
  /** With the first of what is loaded later come the words of all of it. */
  more: () => void;
}

export function speechOf(frame: Frame, parts: Parts, lang: Lang): Speech {
  let wordy = false;
  const learn = async (): Promise<void> => {
    const wanted = lang;
    const more = await loadPartWords(wanted);
    if (lang === wanted) frame.more = more;
  };
  return {
    lang: () => lang,
    speak: async (wanted) => {
      lang = wanted;
      const words = await loadWords(wanted);
      if (lang !== wanted) return;
      frame.words = words;
      if (wordy) parts.insist(learn);
      document.documentElement.lang = wanted;
      document.documentElement.dir = words.dir;
      document.title = words.t("title");
    },
    more: () => {
      if (wordy) return;
      wordy = true;
      parts.insist(learn);
    },
  };
}
