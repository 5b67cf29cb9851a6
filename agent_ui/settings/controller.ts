/** Joins the settings' models with the desk: every command of the page passes here. */
import type { Surroundings } from "../rooms/controller.js";
import { HttpController } from "../rooms/http-controller.js";
import type { Command, Section } from "./commands.js";
import { AnsweringModel } from "./models/answering.js";
import type { Answering, Replay } from "./models/wire.js";
import type { SettingsKey } from "./words.js";

/** A drag of the slider asks once it rests. */
const REST_MS = 160;
const PATH = "/settings/answering";

export class SettingsController extends HttpController<Command, SettingsKey> {
  readonly answering = new AnsweringModel();
  section: Section = "answering";
  /** "Really change this?" is asked. */
  asking = false;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(around: Surroundings) {
    super("settings", around, { conflict: "error.conflict", invalid: "error.invalid" });
  }

  protected override enter(): void {
    void this.load();
  }

  protected override leave(): void {
    if (!this.door.session) this.answering.reset();
  }

  protected override async run(command: Command): Promise<void> {
    switch (command.do) {
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
    if (done) this.voice.say("done.saved");
    else if (this.voice.said?.code === "conflict")
      await this.trying(async () => answering.learnt(await this.door.http.get<Answering>(PATH)));
    await this.replay();
  }
}
