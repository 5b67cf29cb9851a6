/** Joins the settings' models with the desk: every command of the page passes here. */
import { offer } from "../rooms/offered.js";
import type { Surroundings } from "../rooms/controller.js";
import { HttpController } from "../rooms/http-controller.js";
import type { Choice, Command } from "./commands.js";
import type { Office } from "./keepers/keeper.js";
import { isKeeper, keeperOf, Keepers, type KeeperName } from "./keepers/keepers.js";
import { AnsweringModel } from "./models/answering.js";
import type { Stamp } from "./models/draft.js";
import { formOf, Forms, isForm, type Form } from "./models/forms.js";
import type { Languages } from "./models/languages.js";
import type { Answering, Replay } from "./models/wire.js";
import { GROUPS, maySee, START, type Section } from "./sections.js";
import type { SettingsKey } from "./words.js";

/** A drag of the slider asks once it rests. */
const REST_MS = 160;
const PATH = "/settings/answering";

export class SettingsController extends HttpController<Command, SettingsKey> {
  readonly answering = new AnsweringModel();
  readonly forms = new Forms();
  readonly keepers = new Keepers(this.office());
  section: Section = START;
  /** What the preview of the widget's look is asked for with. */
  preview = "";
  /** "Really change this?" is asked. */
  asking = false;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(around: Surroundings) {
    super("settings", around, {
      conflict: "error.conflict",
      invalid: "error.invalid",
      last_admin: "error.last_admin",
    });
  }

  /** Something was changed and not saved. */
  get unsaved(): boolean {
    return Object.values(GROUPS)
      .flat()
      .some((section) => this.unsavedIn(section));
  }

  unsavedIn(section: Section): boolean {
    if (isForm(this.forms, section)) return this.form(section).changed;
    if (isKeeper(this.keepers, section)) return keeperOf(this.keepers, section).unsaved;
    return this.answering.turned;
  }

  protected override enter(): void {
    if (!this.maySee(this.section)) this.section = START;
    void this.hearOffered();
    void this.open(this.section);
  }

  protected override leave(): void {
    if (this.door.session) return;
    this.answering.reset();
    for (const name of Object.keys(this.forms) as Form[]) this.form(name).forget();
    for (const name of Object.keys(this.keepers) as KeeperName[]) keeperOf(this.keepers, name).forget();
  }

  protected override async run(command: Command): Promise<void> {
    switch (command.do) {
      case "section":
        if (!this.maySee(command.section)) return;
        this.section = command.section;
        return this.open(command.section);
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
      case "edit":
        this.form(command.form).edit(command.draft);
        if (command.form === "look") this.previewSoon();
        return;
      case "undo":
        this.form(command.form).reset();
        return command.form === "look" ? this.draw() : undefined;
      case "store":
        return this.put(command.form);
      case "settle":
        return this.settle(command.form, command.keep);
      case "keep":
        return keeperOf(this.keepers, command.what).run(command.ask);
    }
  }

  private maySee(section: Section): boolean {
    return maySee(section, this.door.session?.agent.role);
  }

  private async open(section: Section): Promise<void> {
    if (isKeeper(this.keepers, section)) {
      await keeperOf(this.keepers, section).open();
      this.changes.changed();
      return;
    }
    if (!isForm(this.forms, section)) return this.load();
    const form = this.form(section);
    // What was typed stays; who saves it is told if it was overtaken.
    if (form.changed) return;
    await this.trying(async () => form.learnt(await this.inForce(section)));
    if (section === "look") await this.draw();
    this.changes.changed();
  }

  private async put(name: Form): Promise<void> {
    const form = this.form(name);
    form.tried = true;
    const { body } = form;
    if (!body || !form.sound) return;
    const done = await this.trying(async () => {
      form.learnt(await this.door.http.put<Stamp>(`/settings/${name}`, body));
    });
    if (done && name === "languages") offer(this.forms.languages.saved?.offered ?? []);
    if (done) this.voice.say("done.saved");
    else form.overtaken = this.voice.said?.code === "conflict";
  }

  /** The editors of texts for customers have a field for each of these. */
  private async hearOffered(): Promise<void> {
    try {
      offer((await this.door.http.get<Languages>("/settings/languages")).offered);
    } catch (error) {
      this.failed(error);
    }
    this.changes.changed();
  }

  private async settle(name: Form, keep: Choice): Promise<void> {
    const form = this.form(name);
    await this.trying(async () => {
      const theirs = await this.inForce(name);
      if (keep === "mine") form.keep(theirs);
      else form.learnt(theirs);
      this.voice.hush();
    });
    if (name === "look") await this.draw();
  }

  private office(): Office {
    const { door, voice } = this;
    return {
      http: door.http,
      get me() {
        return door.session?.agent.id ?? "";
      },
      get all() {
        return door.session?.agent.role === "admin";
      },
      trying: async (work) => {
        voice.hush();
        return (await this.trying(work)) ? null : (voice.said?.code ?? "error");
      },
      say: (key, params) => {
        voice.say(key, params);
      },
      hush: () => {
        voice.hush();
      },
      changed: () => {
        this.changes.changed();
      },
    };
  }

  private inForce(name: Form): Promise<Stamp> {
    return this.door.http.get<Stamp>(`/settings/${name}`);
  }

  private form(name: Form) {
    return formOf(this.forms, name);
  }

  private async load(): Promise<void> {
    await this.trying(async () => {
      this.answering.learnt(await this.door.http.get<Answering>(PATH));
    });
    await this.replay();
    this.changes.changed();
  }

  private previewSoon(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void this.draw().finally(() => this.changes.changed()), REST_MS * 2);
  }

  /** Nothing is drawn of what could not be saved. */
  private async draw(): Promise<void> {
    const { look } = this.forms;
    const { body } = look;
    if (!body || !look.sound) return;
    try {
      const { draft } = await this.door.http.post<{ draft: string }>("/settings/look/draft", body);
      this.preview = draft;
    } catch (error) {
      this.failed(error);
    }
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
