/** What every room's controller does: the door, the preferences, and obeying one command after another. */
import { CallError, type LinkState } from "../shared/socket.js";
import type { Role } from "../shared/wire.js";
import { Changes } from "./changes.js";
import type { RoomCommand } from "./commands.js";
import { Door } from "./door.js";
import { admits, type Room } from "./rooms.js";
import type { SessionStore } from "./session.js";
import type { Preferences, PreferenceStore } from "./settings.js";
import type { Carry } from "./switchboard.js";

/** After this pause what was left unanswered at a connection is asked for again. */
export const AGAIN_MS = 3000;

export interface Surroundings {
  sessions: SessionStore;
  preferences: PreferenceStore;
  /** How the page's packets travel, where not by a connection of its own. */
  carry?: Carry;
}

export abstract class RoomController<C extends { do: string } = { do: string }> {
  readonly changes = new Changes();
  readonly door: Door;
  preferences: Preferences;
  /** Of a room that is told live what happens. */
  link: LinkState = "connecting";
  /** The connection was lost, or never came about: what is shown may be old. */
  cutOff = false;
  private readonly store: PreferenceStore;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly room: Room,
    around: Surroundings,
  ) {
    this.store = around.preferences;
    this.preferences = this.store.read();
    this.door = new Door(
      around.sessions,
      this.changes,
      (role) => this.admits(role),
      () => this.enter(),
      () => {
        this.link = "connecting";
        clearTimeout(this.again);
        this.leave();
        this.changes.changed();
      },
    );
  }

  /** Somebody may be logged in already; called once everything is built. */
  begin(): void {
    const { session } = this.door;
    if (!session) return;
    if (this.admits(session.agent.role)) this.enter();
    // Logged in for another room: this one is not theirs, but their log-in stays good there.
    else this.door.stayOut();
  }

  obey(command: C | RoomCommand): void {
    void this.act(command)
      .catch((error: unknown) => this.failed(error, command.do))
      .finally(() => this.changes.changed());
  }

  /** The door opened: fetch what the room shows. */
  protected abstract enter(): void;
  /** It closed; the room is kept if the log-in only ran out. */
  protected abstract leave(): void;
  protected abstract run(command: C): Promise<void> | void;
  /** What went wrong in obeying; what is no refusal is a fault of our own and thrown on. */
  protected abstract failed(error: unknown, doing: C["do"] | RoomCommand["do"] | "connect"): void;

  /** The wire is up: fetch what happened while it was not. */
  protected connected?(): Promise<void>;

  protected readonly linkChanged = (state: LinkState, reason?: string): void => {
    this.link = state;
    clearTimeout(this.again);
    if (state === "offline") this.cutOff = true;
    if (state === "refused") {
      if (reason === "forbidden") this.door.turnAway();
      else this.door.expire();
    }
    if (state === "online") {
      this.cutOff = false;
      void this.fetched();
    }
    this.changes.changed();
  };

  /** A desk in trouble leaves a call unanswered while the wire is up: nothing else would ever ask again. */
  private async fetched(): Promise<void> {
    try {
      await this.connected?.();
    } catch (error) {
      if (this.link === "online" && error instanceof CallError && error.unanswered)
        this.again = setTimeout(() => void this.fetched(), AGAIN_MS);
      this.failed(error, "connect");
    }
  }

  protected logOut(): Promise<void> | void {
    this.door.logOut();
  }

  private async act(command: C | RoomCommand): Promise<void> {
    if (!isOfAnyRoom(command)) return this.run(command);
    switch (command.do) {
      case "log_in":
        return this.door.logIn(command.credentials);
      case "log_out":
        return this.logOut();
      case "prefer":
        this.preferences = { ...this.preferences, ...command.preferences };
        this.store.write(this.preferences);
    }
  }

  private admits(role: Role): boolean {
    return admits(this.room, role);
  }
}

const OF_ANY_ROOM = new Set<string>(["log_in", "log_out", "prefer"] satisfies RoomCommand["do"][]);

function isOfAnyRoom(command: { do: string }): command is RoomCommand {
  return OF_ANY_ROOM.has(command.do);
}
