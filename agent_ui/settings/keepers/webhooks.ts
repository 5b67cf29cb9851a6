/** Does with webhooks what the page asks for, and looks into the log again while something is on its way. */
import type { Keeper, Office } from "./keeper.js";
import {
  WebhooksModel,
  type Delivery,
  type HookDraft,
  type Question,
  type Webhook,
} from "../models/webhooks.js";

const LOOK_MS = 700;
/** The pauses grow: a receiver may take its time, up to a minute and a half in all. */
const MOST_LOOKS = 40;
const GROWTH = 0.1;
const PATH = "/webhooks";

export type WebhooksAsk =
  | { on: "write"; webhook?: Webhook }
  | { on: "edit"; draft: HookDraft }
  | { on: "leave" }
  | { on: "store" }
  | { on: "ask"; question: Question | null }
  | { on: "answer" }
  | { on: "hide_secret" }
  | { on: "test"; id: string }
  | { on: "open"; id: string | null }
  | { on: "older" }
  | { on: "again"; delivery: Delivery };

export class WebhooksKeeper implements Keeper {
  readonly model = new WebhooksModel();
  private looking: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly office: Office) {}

  get unsaved(): boolean {
    return this.model.changed;
  }

  async open(): Promise<void> {
    await this.office.trying(() => this.load());
    if (this.model.opened) await this.readLog();
  }

  forget(): void {
    clearTimeout(this.looking);
    this.model.forget();
  }

  async run(ask: WebhooksAsk): Promise<void> {
    const { model } = this;
    switch (ask.on) {
      case "write":
        model.begin(ask.webhook);
        return;
      case "edit":
        model.draft = ask.draft;
        return;
      case "leave":
        model.draft = null;
        return;
      case "store":
        return this.store();
      case "ask":
        model.question = ask.question;
        return;
      case "answer":
        return this.answer();
      case "hide_secret":
        model.secret = null;
        return;
      case "test":
        return this.test(ask.id);
      case "open":
        model.opened = ask.id;
        model.log = null;
        return ask.id ? this.readLog() : undefined;
      case "older":
        return this.readLog(model.log?.at(-1)?.number ?? null);
      case "again":
        return this.again(ask.delivery);
    }
  }

  private async load(): Promise<void> {
    this.model.webhooks = (await this.office.http.get<{ webhooks: Webhook[] }>(PATH)).webhooks;
  }

  private async store(): Promise<void> {
    const { model, office } = this;
    const { draft } = model;
    model.tried = true;
    if (!draft || model.problems.size > 0) return;
    const { id, ...body } = { ...draft, url: draft.url.trim(), name: draft.name.trim() };
    const refused = await office.trying(async () => {
      if (id) await office.http.put(`${PATH}/${id}`, body);
      else this.learnSecret(await office.http.post(PATH, body));
      await this.load();
      model.draft = null;
    });
    if (refused === null) office.say("done.saved");
  }

  private async answer(): Promise<void> {
    const { model, office } = this;
    const { question } = model;
    model.question = null;
    if (!question) return;
    const path = `${PATH}/${question.about}`;
    await office.trying(async () => {
      if (question.what === "rotate") this.learnSecret(await office.http.post(`${path}/secret`));
      else {
        await office.http.delete(path);
        if (model.draft?.id === question.about) model.draft = null;
        if (model.opened === question.about) model.opened = null;
      }
      await this.load();
    });
  }

  private learnSecret({ webhook, secret }: { webhook: Webhook; secret: string }): void {
    this.model.secret = { id: webhook.id, secret };
  }

  private async test(id: string): Promise<void> {
    const { model, office } = this;
    const refused = await office.trying(async () => {
      await office.http.post(`${PATH}/${id}/test`);
    });
    if (refused !== null) return;
    model.opened = id;
    await this.readLog();
  }

  private async again(delivery: Delivery): Promise<void> {
    const path = `${PATH}/${this.model.opened}/deliveries/${delivery.id}/again`;
    const refused = await this.office.trying(async () => {
      const again = await this.office.http.post<Delivery>(path);
      this.model.log = this.model.log?.map((one) => (one.id === again.id ? again : one)) ?? null;
    });
    if (refused === null) this.lookLater(MOST_LOOKS);
  }

  private async readLog(before: number | null = null, looks = MOST_LOOKS): Promise<void> {
    const { model, office } = this;
    const id = model.opened;
    if (!id) return;
    await office.trying(async () => {
      const page = await office.http.get<{ deliveries: Delivery[] }>(`${PATH}/${id}/deliveries`, { before });
      if (model.opened === id) model.learntLog(page.deliveries, before);
    });
    if (before === null && model.pending) this.lookLater(looks);
  }

  private lookLater(looks: number): void {
    clearTimeout(this.looking);
    if (looks === 0) return;
    this.looking = setTimeout(
      () => {
        void this.readLog(null, looks - 1)
          .then(() => this.office.trying(() => this.load()))
          .finally(() => this.office.changed());
      },
      LOOK_MS * (1 + GROWTH * (MOST_LOOKS - looks)),
    );
  }
}
