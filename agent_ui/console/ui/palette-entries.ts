/** What the palette offers: actions that mean something now, macros, views, conversations and articles. */
import { plainText } from "../../shared/plain-text.js";
import type { Command } from "../commands.js";
import type { ConsoleController } from "../controller.js";
import { excerptOf, type Find } from "../finding.js";
import type { ArticleHit } from "../models/article-search.js";
import { isMine, isSnoozed, VIEWS, type Chat } from "../models/chat.js";
import { macrosIn, NO_FILTERS, viewsIn } from "../models/shelf.js";
import type { ConsoleKey, ConsoleWords } from "../words.js";
import { insertable } from "./articles.js";
import type { Entry } from "./palette.js";
import { customer, stateText } from "./text.js";

type Line = readonly [label: ConsoleKey, icon: Entry["icon"], command: Command, keys?: string];

export function entriesOf(c: ConsoleController, words: ConsoleWords): Entry[] {
  const { chat } = c;
  const lines = [...(chat ? ofChat(chat, c.me, c.aids.transcripts.on) : []), ...always()];
  return [
    ...lines.map(([key, icon, command, keys]): Entry => ({
      id: key,
      group: "action",
      label: words.t(key),
      icon,
      command,
      ...(keys && c.preferences.shortcuts && { keys }),
    })),
    ...macros(c),
    ...viewsIn(c.aids.shelf.items).map(({ id, name, content }): Entry => ({
      id,
      group: "view",
      label: name,
      icon: "eye",
      command: { do: "find", change: { ...NO_FILTERS, ...content } },
    })),
    ...[...new Set(VIEWS.flatMap((view) => c.lists.chats.in(view)))].map((one) =>
      conversation(one, words, c.me),
    ),
  ];
}

/** What was found on the desk for the letters typed. */
export function foundFor(
  finds: readonly Find[],
  hits: readonly ArticleHit[],
  words: ConsoleWords,
  me: string,
  inserts: boolean,
): Entry[] {
  return [
    ...finds.map((find): Entry => ({
      ...conversation(find.conversation, words, me),
      hint: excerptOf(find)
        .map(({ text }) => text)
        .join("")
        .slice(0, 80),
      command: { do: "jump", id: find.conversation.id, seq: find.message?.seq ?? null },
    })),
    ...(inserts ? hits : []).map((hit): Entry => ({
      id: hit.article_id,
      group: "article",
      label: hit.title,
      hint: plainText(hit.passage).slice(0, 60),
      icon: "book",
      command: { do: "insert", text: insertable(hit) },
    })),
  ];
}

function conversation(chat: Chat, words: ConsoleWords, me: string): Entry {
  return {
    id: chat.id,
    group: "conversation",
    label: customer(words, chat),
    hint: `${stateText(words, chat, me)} · ${plainText(chat.last_text ?? chat.goal ?? "").slice(0, 60)}`,
    icon: "user",
    command: { do: "jump", id: chat.id, seq: null },
  };
}

function macros(c: ConsoleController): Entry[] {
  if (!c.chat || !isMine(c.chat, c.me)) return [];
  return macrosIn(c.aids.shelf.items).map(({ id, name }): Entry => ({
    id,
    group: "macro",
    label: name,
    icon: "spark",
    command: { do: "macro", macro: id },
  }));
}

function ofChat(chat: Chat, me: string, mails: boolean): Line[] {
  const lines: Line[] = [];
  if (chat.owner === "queue" || chat.owner === "bot")
    lines.push(["sheet.claim", "hand", { do: "claim" }, "C"]);
  if (isMine(chat, me)) {
    lines.push(
      ["sheet.reply", "pen", { do: "compose", kind: "text" }, "R"],
      ["action.resolve", "check", { do: "ask", panel: "resolve" }, "E"],
      ["action.transfer", "transfer", { do: "ask", panel: "transfer" }, "T"],
      ["action.hand_back", "bot", { do: "ask", panel: "hand_back" }, "B"],
      ["action.release", "release", { do: "release" }, "L"],
      isSnoozed(chat)
        ? ["action.wake", "sun", { do: "wake" }]
        : ["action.snooze", "moon", { do: "ask", panel: "snooze" }, "Z"],
    );
  }
  if (isMine(chat, me) || (chat.owner !== "agent" && !chat.merged_into))
    lines.push(["action.merge", "merge", { do: "ask", panel: "merge" }]);
  if (chat.owner !== "nobody") lines.push(["action.priority", "flag", { do: "ask", panel: "priority" }, "P"]);
  if (mails && (isMine(chat, me) || chat.owner === "nobody"))
    lines.push(["action.transcript", "mail", { do: "ask", panel: "transcript" }]);
  lines.push(
    ["sheet.note", "note", { do: "compose", kind: "note" }, "N"],
    chat.visitor?.blocked
      ? ["action.unblock", "user", { do: "block", id: chat.id, on: false }]
      : ["action.block", "alert", { do: "ask", panel: "block" }],
  );
  return lines;
}

function always(): Line[] {
  return [
    ["sheet.go_on", "arrow", { do: "next" }, "G"],
    ["shelf.heading", "quote", { do: "ask", panel: "shelf" }],
    ["availability.online", "check", { do: "available", availability: "online" }],
    ["availability.away", "clock", { do: "available", availability: "away" }],
    ["availability.offline", "moon", { do: "available", availability: "offline" }],
    ["shortcuts", "keyboard", { do: "ask", panel: "shortcuts" }, "?"],
  ];
}
