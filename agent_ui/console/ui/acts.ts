/** What may be done with a conversation, as a menu offers it. */
import type { IconName } from "../../rooms/icons.js";
import type { Panel } from "../commands.js";
import { isSnoozed, type Chat } from "../models/chat.js";
import type { ConsoleWords } from "../words.js";

export interface Act {
  value: Panel | "release" | "wake" | "unblock";
  label: string;
  icon: IconName;
}

/** What its owner may do, or somebody who leads. */
export function ownersActs(words: ConsoleWords, chat: Chat, mails: boolean): Act[] {
  return [
    { value: "transfer", label: words.t("action.transfer"), icon: "transfer" },
    { value: "hand_back", label: words.t("action.hand_back"), icon: "bot" },
    { value: "release", label: words.t("action.release"), icon: "release" },
    isSnoozed(chat)
      ? { value: "wake", label: words.t("action.wake"), icon: "sun" }
      : { value: "snooze", label: words.t("action.snooze"), icon: "moon" },
    mergeAct(words),
    { value: "ticket", label: words.t(chat.ticket ? "action.address" : "action.ticket"), icon: "mail" },
    ...(mails ? [transcript(words)] : []),
    ...always(words, chat),
  ];
}

/** What is over may be sent by everybody; `mails` where the desk sends e-mail. */
export function endedActs(words: ConsoleWords, chat: Chat, mails: boolean): Act[] {
  const over = chat.owner === "nobody";
  return [
    ...(over && !chat.merged_into ? [mergeAct(words)] : []),
    ...(over && mails ? [transcript(words)] : []),
    ...always(words, chat),
  ];
}

function transcript(words: ConsoleWords): Act {
  return { value: "transcript", label: words.t("action.transcript"), icon: "mail" };
}

function mergeAct(words: ConsoleWords): Act {
  return { value: "merge", label: words.t("action.merge"), icon: "merge" };
}

/** What may be done whoever has it. */
export function always(words: ConsoleWords, chat: Chat): Act[] {
  const acts: Act[] = chat.owner === "queue" || chat.owner === "bot" ? [mergeAct(words)] : [];
  if (chat.owner !== "nobody")
    acts.push({ value: "priority", label: words.t("action.priority"), icon: "flag" });
  acts.push(
    chat.visitor?.blocked
      ? { value: "unblock", label: words.t("action.unblock"), icon: "user" }
      : { value: "block", label: words.t("action.block"), icon: "alert" },
  );
  return acts;
}
