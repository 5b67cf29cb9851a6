/** Single keys to commands; by the letter's place where the keyboard writes other letters. */
export type Shortcut =
  | "next"
  | "previous"
  | "accept"
  | "decline"
  | "claim"
  | "reply"
  | "note"
  | "resolve"
  | "transfer"
  | "hand_back"
  | "release"
  | "snooze"
  | "brief"
  | "search"
  | "details"
  | "help"
  | "view_mine"
  | "view_queue"
  | "view_bot"
  | "view_resolved"
  | "view_tickets"
  | "view_snoozed"
  | "find"
  | "go_on"
  | "palette"
  | "priority"
  | "online";

const KEYS: Readonly<Record<string, Shortcut | undefined>> = {
  j: "next",
  k: "previous",
  a: "accept",
  x: "decline",
  c: "claim",
  r: "reply",
  n: "note",
  e: "resolve",
  t: "transfer",
  b: "hand_back",
  l: "release",
  z: "snooze",
  i: "brief",
  d: "details",
  f: "find",
  g: "go_on",
  p: "priority",
  o: "online",
  "/": "search",
  "?": "help",
  "1": "view_mine",
  "2": "view_queue",
  "3": "view_bot",
  "4": "view_resolved",
  "5": "view_tickets",
  "6": "view_snoozed",
};

export interface Stroke {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export function shortcutOf(stroke: Stroke): Shortcut | null {
  if (stroke.ctrlKey || stroke.metaKey || stroke.altKey) return null;
  const key = stroke.key.toLowerCase();
  if (KEYS[key]) return KEYS[key];
  // The Persian question mark; then a Persian layout's letters and digits by their place.
  if (key === "؟" || (stroke.shiftKey && stroke.code === "Slash")) return "help";
  if (/^[\x20-\x7e]$/.test(key)) return null;
  const place = /^(?:Key|Digit)(.)$/.exec(stroke.code)?.[1]?.toLowerCase();
  return (place && KEYS[place]) || (stroke.code === "Slash" ? "search" : null);
}

/** For the sheet: the keys of each command, in the order in which they are learnt. */
export const SHEET: readonly (readonly [Shortcut, readonly string[]])[] = [
  ["palette", ["Ctrl K"]],
  ["find", ["F"]],
  ["go_on", ["G"]],
  ["online", ["O"]],
  ["next", ["J", "↓"]],
  ["previous", ["K", "↑"]],
  ["accept", ["A"]],
  ["decline", ["X"]],
  ["claim", ["C"]],
  ["reply", ["R"]],
  ["note", ["N"]],
  ["resolve", ["E"]],
  ["transfer", ["T"]],
  ["hand_back", ["B"]],
  ["release", ["L"]],
  ["snooze", ["Z"]],
  ["priority", ["P"]],
  ["brief", ["I"]],
  ["search", ["/"]],
  ["details", ["D"]],
  ["view_mine", ["1"]],
  ["view_queue", ["2"]],
  ["view_bot", ["3"]],
  ["view_resolved", ["4"]],
  ["view_tickets", ["5"]],
  ["view_snoozed", ["6"]],
  ["help", ["?"]],
];
