/** The conversation as a text of its own: to keep as a file, or to paste somewhere. */
import type { Message } from "../../shared/wire.js";
import type { PartWords } from "../words.js";

export function transcript(messages: readonly Message[], words: PartWords): string {
  return messages
    .map((message) => `${words.moment(message.created_at)}\n${spoken(message, words)}\n`)
    .join("\n");
}

function spoken({ author, text, kind, payload }: Message, words: PartWords): string {
  if (kind === "activity") return `— ${text}`;
  const role = author.type === "visitor" ? "you" : author.type === "bot" ? "bot" : "agent";
  const names = (payload?.attachments ?? []).map(({ name }) => name).join(", ");
  const said = [text, names && `[${names}]`].filter(Boolean).join(" ");
  return `${(role !== "you" && author.name) || words.t(role)}: ${said}`;
}

export function save(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A frame of another site may have no clipboard of its own; what is selected can be copied all the same. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way in where the clipboard is kept from frames
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
