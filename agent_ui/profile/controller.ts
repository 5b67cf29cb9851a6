/** Joins one's own account with the desk. */
import type { Surroundings } from "../rooms/controller.js";
import { HttpController } from "../rooms/http-controller.js";
import type { Session } from "../rooms/session.js";
import type { Agent } from "../shared/wire.js";
import type { Command } from "./commands.js";
import type { Invite } from "./models/invite.js";
import type { ProfileKey } from "./words.js";

export class ProfileController extends HttpController<Command, ProfileKey> {
  /** The name as it is being written. */
  name = "";
  /** Moves when a password was taken up, so that its fields are empty again. */
  chosen = 0;
  /** The present password was given wrong. */
  wrong = false;

  constructor(
    around: Surroundings,
    public invite: Invite | null,
  ) {
    super("profile", around, {
      unauthenticated: "invite.void",
      conflict: "password.meanwhile",
      bad_picture: "picture.refused",
      unsupported_type: "picture.refused",
      too_large: "picture.refused",
    });
  }

  /** An invitation comes before whoever is logged in on this computer. */
  override begin(): void {
    if (this.invite) {
      this.door.stayOut();
      this.door.failure = "";
    } else super.begin();
  }

  get unsaved(): boolean {
    return this.door.session !== null && this.name.trim() !== this.door.session.agent.name;
  }

  protected override enter(): void {
    this.name = this.door.session?.agent.name ?? "";
  }

  protected override leave(): void {
    if (!this.door.session) this.name = "";
  }

  protected override async run(command: Command): Promise<void> {
    switch (command.do) {
      case "write":
        this.name = command.name;
        return;
      case "rename":
        return this.rename();
      case "picture":
        return this.show(command.file);
      case "password":
        return this.change(command.current, command.password);
      case "accept":
        return this.accept(command.password);
    }
  }

  private async rename(): Promise<void> {
    const { door } = this;
    const done = await this.trying(async () => {
      const { agent } = await door.http.put<{ agent: Agent }>("/auth/name", { name: this.name });
      this.renew({ agent });
    });
    if (done) this.voice.say("done.saved");
  }

  /** Another picture of oneself, or none. */
  private async show(file: File | null): Promise<void> {
    const written = this.name;
    const { http } = this.door;
    const done = await this.trying(async () => {
      this.renew(
        file
          ? await http.put<{ agent: Agent }>("/auth/picture", file)
          : await http.delete<{ agent: Agent }>("/auth/picture"),
      );
      this.name = written;
    });
    if (done) this.voice.say(file ? "done.picture" : "done.pictureless");
  }

  private async change(current: string, password: string): Promise<void> {
    this.wrong = false;
    const done = await this.trying(async () => {
      this.renew(await this.door.http.put<Session>("/auth/password", { current, password }));
      this.chosen += 1;
    });
    if (done) this.voice.say("done.password");
    else if (this.voice.said?.code === "invalid") {
      this.wrong = true;
      this.voice.hush();
    }
  }

  private async accept(password: string): Promise<void> {
    const { invite, door } = this;
    if (!invite) return;
    door.busy = true;
    door.failure = "";
    this.changes.changed();
    const done = await this.trying(async () => {
      const session = await door.http.post<Session>("/auth/invite", { token: invite.token, password });
      this.invite = null;
      door.letIn({ ...session, agent: { ...session.agent, email: invite.email } });
    });
    door.busy = false;
    if (done) this.voice.say("done.welcome");
    else door.failure = this.voice.said?.code ?? "error";
    if (!done) this.voice.hush();
  }

  /** The desk does not repeat the address. */
  private renew(parts: Partial<Session>): void {
    const email = this.door.session?.agent.email ?? "";
    this.door.renew(parts.agent ? { ...parts, agent: { ...parts.agent, email } } : parts);
    this.name = this.door.session?.agent.name ?? "";
  }

  protected override failed(error: unknown): void {
    super.failed(error);
    // Before the door nobody's log-in can have run out: it is the invitation that is void.
    if (this.invite && !this.voice.said) this.voice.refused("unauthenticated", "");
  }
}
