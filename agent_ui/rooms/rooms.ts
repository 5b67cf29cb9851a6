/** The rooms of the staff: who may enter which, and how one leads to the next. */
import type { Role } from "../shared/wire.js";
import type { IconName } from "./icons.js";
import type { MenuItem } from "./menu.js";
import type { RoomWords } from "./words.js";

interface Entry {
  icon: IconName;
  admits: readonly Role[];
  /** One's own: it stands in the menu under the name, not among the rooms of the work. */
  own?: true;
}

/** Every room stands in a folder of its name with a `main.ts`; the build writes its page. */
export const ROOMS = {
  console: { icon: "inbox", admits: ["agent", "supervisor", "admin"] },
  board: { icon: "pulse", admits: ["supervisor", "admin"] },
  reports: { icon: "chart", admits: ["supervisor", "admin"] },
  editor: { icon: "book", admits: ["editor", "supervisor", "admin"] },
  settings: { icon: "dial", admits: ["supervisor", "admin"] },
  profile: { icon: "user", admits: ["agent", "supervisor", "editor", "admin"], own: true },
} satisfies Record<string, Entry>;

export type Room = keyof typeof ROOMS;

export function admits(room: Room, role: Role): boolean {
  return (ROOMS[room].admits as readonly Role[]).includes(role);
}

/** The rooms that somebody may enter, in their order. */
export function roomsOf(role: Role): { room: Room; icon: IconName; own: boolean }[] {
  return (Object.keys(ROOMS) as Room[])
    .filter((room) => admits(room, role))
    .map((room) => ({ room, icon: ROOMS[room].icon, own: "own" in ROOMS[room] }));
}

/** The ways out of a room, for a menu; each value is an address. */
export function waysFrom(here: Room, role: Role, words: RoomWords): MenuItem[] {
  return roomsOf(role)
    .filter(({ room }) => room !== here)
    .map(({ room, icon }) => ({ value: `/${room}`, label: words.t(`room.${room}`), icon }));
}
