/** What the letters before the cursor call up, and how a text is changed there. */

export type Helper = "canned" | "article" | "mention";

export interface Trigger {
  helper: Helper;
  query: string;
  /** Where the letters that will be replaced begin. */
  start: number;
}

const CANNED = /(?:^|\s)\/([\p{L}\p{N}_-]{0,32})$/u;
const ARTICLE = /(?:^|\s)\?\?([^\n?][^\n]*)?$/u;
const MENTION = /(?:^|\s)@([\p{L}\p{N}_.-]{0,32})$/u;

/** `/` for a canned reply, `??` for an article, `@` in a note for a colleague. */
export function triggerAt(text: string, caret: number, note: boolean): Trigger | null {
  const before = text.slice(0, caret);
  const found = (helper: Helper, pattern: RegExp, sign: number): Trigger | null => {
    const query = pattern.exec(before)?.at(1) ?? (pattern.test(before) ? "" : null);
    return query === null ? null : { helper, query, start: caret - query.length - sign };
  };
  return (
    found("article", ARTICLE, 2) ?? (note ? found("mention", MENTION, 1) : null) ?? found("canned", CANNED, 1)
  );
}

export interface Edited {
  text: string;
  start: number;
  end: number;
}

/** The stretch from `start` to `end` gives way to other words; the cursor stands behind them. */
export function put(text: string, start: number, end: number, words: string): Edited {
  const at = start + words.length;
  return { text: text.slice(0, start) + words + text.slice(end), start: at, end: at };
}

export type Mark = "bold" | "italic" | "code" | "list" | "link";
const SIGNS: Record<"bold" | "italic" | "code", string> = { bold: "**", italic: "*", code: "`" };

/** Put a mark around what is selected, or take it away again. */
export function marked(text: string, start: number, end: number, mark: Mark): Edited {
  const chosen = text.slice(start, end);
  if (mark === "list") return listed(text, start, end);
  if (mark === "link") {
    const words = `[${chosen}](https://)`;
    const at = start + words.length - 1;
    return { text: put(text, start, end, words).text, start: at, end: at };
  }
  const sign = SIGNS[mark];
  const [from, to] = [start - sign.length, end + sign.length];
  if (from >= 0 && text.slice(from, start) === sign && text.slice(end, to) === sign)
    return { text: text.slice(0, from) + chosen + text.slice(to), start: from, end: from + chosen.length };
  return {
    text: put(text, start, end, sign + chosen + sign).text,
    start: start + sign.length,
    end: end + sign.length,
  };
}

function listed(text: string, start: number, end: number): Edited {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const lines = text.slice(from, end).split("\n");
  const are = lines.every((line) => line.startsWith("- "));
  const words = lines.map((line) => (are ? line.slice(2) : `- ${line}`)).join("\n");
  return put(text, from, end, words);
}

/** Whose names stand in a note. */
export function mentioned(text: string, colleagues: readonly { id: string; name: string }[]): string[] {
  return colleagues.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
}

/** Does a text hold marks that a reader would want to see drawn? */
export function hasMarks(text: string): boolean {
  return /\*\*\S|`[^`\n]+`|\]\(https?:\/\/|^[-*] \S|^\d+\. \S|(?:^|\s)\*\S[^*\n]*\*/m.test(text);
}

/** Faces and signs that people use in support; a reader's own voice names them. */
export const EMOJI: readonly string[] = [
  ..."🙂😊😀😅😂😉😍🤗🤔😐😕😟😢😞😡🙏👍👎👏👋🤝💪👌✌️❤️💙✨🎉🎁🌟🔥✅❌⚠️❗❓💡📦🚚📍📅⏰📞📧💳🧾🔧🛠️🔒".matchAll(
    /\p{Extended_Pictographic}\uFE0F?/gu,
  ),
].map(([sign]) => sign);
