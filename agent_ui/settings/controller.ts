/** Joins the settings' models with the desk: every command of the page passes here. */
import { Changes } from "../rooms/changes.js";
import { Door } from "../rooms/door.js";
import { HttpError } from "../rooms/http.js";
import type { Preferences, PreferenceStore } from "../rooms/settings.js";
import type { SessionStore } from "../rooms/session.js";
import type { Role } from "../shared/wire.js";
import type { Command, Section } from "./commands.js";
import { AnsweringModel } from "./models/answering.js";
import type { Answering, Replay } from "./models/wire.js";
import type { SettingsKey } from "./words.js";

/** A drag of the slider asks once it rests. */
const REST_MS = 160;
const NOTICE_MS = 3500;
const PATH = "/settings/answering";

/** Who sets things for the whole desk. */
const LEADERS = new Set<Role>(["supervisor", "admin"]);

export interface Said {
  key: SettingsKey;
  bad: boolean;
  code: string;
}

export class SettingsController {
  readonly changes = new Changes();
  readonly door: Door;
  readonly answering = new AnsweringModel();
  preferences: Preferences;
  section: Section = "answering";
  busy = false;
  /** "Really change this?" is asked. */
  asking = false;
  said: Said | null = null;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(around: { sessions: SessionStore; preferences: PreferenceStore }) {
    this.store = around.preferences;
    this.preferences = this.store.read();
    this.door = new Door(
      around.sessions,
      this.changes,
      (role) => LEADERS.has(role),
      () => void this.load(),
      () => this.changes.changed(),
    );
    if (!this.door.session) return;
    if (LEADERS.has(this.door.session.agent.role)) void this.load();
    // Logged in for another room: this one is not theirs, but their log-in stays good there.
    else this.door.stayOut();
  }

  private readonly store: PreferenceStore;

  obey(command: Command): void {
    void this.run(command).finally(() => this.changes.changed());
  }

  private async run(command: Command): Promise<void> {
    switch (command.do) {
      case "log_in":
        return this.door.logIn(command.credentials);
      case "log_out":
        this.answering.reset();
        this.door.logOut();
        return;
      case "prefer":
        this.preferences = { ...this.preferences, ...command.preferences };
        this.store.write(this.preferences);
        return;
      case "section":
        this.section = command.section;
        return;
      case "turn":
        this.answering.turn(command.risk);
        this.replaySoon();
        return;
      case "days":
        this.answering.days = command.days;
        return this.replay();
      case "reset":
        this.answering.reset();
        return this.replay();
      case "save":
        this.asking = this.answering.turned;
        return;
      case "answer":
        this.asking = false;
        return command.yes ? this.save() : undefined;
      case "dismiss":
        this.said = null;
        return;
    }
  }

  private async load(): Promise<void> {
    await this.trying(async () => {
      this.answering.learnt(await this.door.http.get<Answering>(PATH));
    });
    await this.replay();
    this.changes.changed();
  }

  private replaySoon(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void this.replay().finally(() => this.changes.changed()), REST_MS);
  }

  private async replay(): Promise<void> {
    const { answering } = this;
    if (!answering.saved || !this.door.open) return;
    answering.stale = true;
    try {
      const asked = { risk: answering.risk, days: answering.days };
      answering.replayed(await this.door.http.get<Replay>(`${PATH}/replay`, asked));
    } catch (error) {
      this.failed(error);
    }
  }

  private async save(): Promise<void> {
    const { answering } = this;
    const { risk, saved } = answering;
    if (!saved) return;
    const done = await this.trying(async () => {
      answering.learnt(await this.door.http.put<Answering>(PATH, { risk, revision: saved.revision }));
    });
    if (done) this.say("done.saved");
    else if (this.said?.code === "conflict")
      await this.trying(async () => answering.learnt(await this.door.http.get<Answering>(PATH)));
    await this.replay();
  }

  private async trying(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.changes.changed();
    try {
      await work();
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  private failed(error: unknown): void {
    if (!(error instanceof HttpError)) throw error;
    if (error.status !== 401) this.say(FAILURES[error.code] ?? "error.else", error.code);
  }

  private say(key: SettingsKey, code = ""): void {
    const said = { key, code, bad: code !== "" };
    this.said = said;
    if (said.bad) return;
    setTimeout(() => {
      if (this.said === said) this.said = null;
      this.changes.changed();
    }, NOTICE_MS);
  }
}

const FAILURES: Readonly<Record<string, SettingsKey | undefined>> = {
  offline: "error.offline",
  forbidden: "error.forbidden",
  conflict: "error.conflict",
  invalid: "error.invalid",
  rate_limited: "error.rate_limited",
  unavailable: "error.unavailable",
};
