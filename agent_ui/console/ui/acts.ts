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
export function ownersActs(words: ConsoleWords, chat: Chat): Act[] {
  return [
    { value: "transfer", label: words.t("action.transfer"), icon: "transfer" },
    { value: "hand_back", label: words.t("action.hand_back"), icon: "bot" },
    { value: "release", label: words.t("action.release"), icon: "release" },
    isSnoozed(chat)
      ? { value: "wake", label: words.t("action.wake"), icon: "sun" }
      : { value: "snooze", label: words.t("action.snooze"), icon: "moon" },
    { value: "ticket", label: words.t(chat.ticket ? "action.address" : "action.ticket"), icon: "mail" },
    ...always(words, chat),
  ];
}

/** What may be done whoever has it. */
export function always(words: ConsoleWords, chat: Chat): Act[] {
  const acts: Act[] = [];
  if (chat.owner !== "nobody")
    acts.push({ value: "priority", label: words.t("action.priority"), icon: "flag" });
  acts.push(
    chat.visitor?.blocked
      ? { value: "unblock", label: words.t("action.unblock"), icon: "user" }
      : { value: "block", label: words.t("action.block"), icon: "alert" },
  );
  return acts;
}
