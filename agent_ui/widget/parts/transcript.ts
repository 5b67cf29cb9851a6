/** The conversation as a text of its own: to keep as a file, or to paste somewhere. */
import type { Message } from "../../shared/wire.js";
import type { PartWords } from "../words.js";

/** What was said in a chat that was merged into this one is asked for by its id. */
type Read = (id: string) => Promise<readonly Message[]>;

/** What was merged into a chat, however often, and not taken out again. */
export async function broughtInto(messages: readonly Message[], read: Read): Promise<readonly Message[]> {
  const others = new Set<string>();
  for (const { payload } of messages) {
    const id = String(payload?.params?.conversation_id);
    if (payload?.key === "merged_in") others.add(id);
    if (payload?.key === "unmerged_out") others.delete(id);
  }
  const talks = [...others].map(async (id) => {
    const said = await read(id);
    return [...(await broughtInto(said, read)), ...said];
  });
  return (await Promise.all(talks)).flat().filter(({ payload }) => payload?.key !== "merged_into");
}

/** One talk, as it was said. */
export function asOne(brought: readonly Message[], messages: readonly Message[]): readonly Message[] {
  if (brought.length === 0) return messages;
  return [...brought, ...messages].sort((one, other) => one.created_at.localeCompare(other.created_at));
}

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
