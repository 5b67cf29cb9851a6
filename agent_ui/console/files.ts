/** The files of each conversation at hand: where they come from and go to, and those that wait to be sent. */
import type { FileDesk } from "../shared/files/desk.js";
import { HttpFiles } from "../shared/files/http-desk.js";
import { Tray } from "../shared/files/tray.js";

export interface OfChat {
  desk: FileDesk;
  tray: Tray;
}

export class ChatFiles {
  private readonly chats = new Map<string, OfChat>();

  constructor(private readonly token: () => string) {}

  of(id: string): OfChat {
    const known = this.chats.get(id);
    if (known) return known;
    const desk = new HttpFiles(() => Promise.resolve({ token: this.token(), id }));
    const made = { desk, tray: new Tray(desk) };
    this.chats.set(id, made);
    return made;
  }

  /** Somebody else may log in here. */
  forget(): void {
    this.chats.clear();
  }
}
