/** Joins the editor's models with the desk: every command of the page passes here. */
import type { Surroundings } from "../rooms/controller.js";
import { HttpController } from "../rooms/http-controller.js";
import { HttpError } from "../rooms/http.js";
import { Asker } from "./asker.js";
import type { Command, Pane } from "./commands.js";
import { emptyFields, type Article } from "./models/article.js";
import { Draft } from "./models/draft.js";
import { Library, NO_FILTER, type Filter } from "./models/library.js";
import type { EditorKey } from "./words.js";

const MAX_PAGES = 40;

export interface Question {
  kind: "leave" | "remove" | "archive" | "unpublish";
  then: () => Promise<void> | void;
}

export class EditorController extends HttpController<Command, EditorKey> {
  readonly library = new Library();
  filter: Filter = NO_FILTER;
  draft: Draft | null = null;
  /** A question that must be answered before the work goes on. */
  question: Question | null = null;
  pane: Pane = "write";
  loading = false;
  /** Faults are shown only once somebody has tried to save. */
  tried = false;
  readonly asker: Asker;

  constructor(around: Surroundings) {
    super("editor", around, REFUSALS);
    this.asker = new Asker(this.door.http, this.changes);
  }

  /** The address of the article in the form. */
  get address(): string | null {
    return this.draft ? (this.draft.id ?? "new") : null;
  }

  protected override enter(): void {
    void this.load();
  }

  protected override leave(): void {
    if (this.door.session) return;
    this.draft = null;
    this.asker.forget();
  }

  protected override logOut(): Promise<void> | void {
    return this.unlessUnsaved(() => this.door.logOut());
  }

  protected override async run(command: Command): Promise<void> {
    switch (command.do) {
      case "filter":
        this.filter = { ...this.filter, ...command.filter };
        return this.library.complete ? undefined : this.look();
      case "open":
        if (command.id !== null && command.id === this.draft?.id) return;
        return this.unlessUnsaved(() => this.open(command.id));
      case "new":
        return this.unlessUnsaved(() => this.blank(command.lang, command.translate ?? false));
      case "write":
        this.draft = this.draft?.change(command.fields) ?? null;
        return;
      case "save":
        await this.save();
        return;
      case "publish":
        return this.publish();
      case "check":
        return this.move("check");
      case "unpublish":
      case "archive":
        this.question = { kind: command.do, then: () => this.move(command.do) };
        return;
      case "remove":
        this.question = { kind: "remove", then: () => this.remove() };
        return;
      case "answer":
        return this.answer(command.yes);
      case "settle":
        this.draft = (command.keep === "mine" ? this.draft?.keepMine() : this.draft?.takeTheirs()) ?? null;
        return;
      case "pane":
        this.pane = command.pane;
        return;
      case "ask":
        return this.asker.ask(command.question, command.lang);
    }
  }

  /** Every article, page by page, so that filters answer at once and gaps between languages show. */
  private async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    try {
      let cursor: string | null = null;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const found: { articles: Article[]; cursor: string | null } = await this.door.http.get("/articles", {
          cursor,
        });
        this.library.put(found.articles);
        this.changes.changed();
        cursor = found.cursor;
        if (!cursor) break;
      }
      this.library.complete = cursor === null;
    } catch (error) {
      this.failed(error);
    }
    this.loading = false;
    this.changes.changed();
  }

  /** Too many to hold them all: let the desk look. */
  private async look(): Promise<void> {
    const { q, lang, status, tag } = this.filter;
    await this.trying(async () => {
      const found = await this.door.http.get<{ articles: Article[] }>("/articles", { q, lang, status, tag });
      this.library.put(found.articles);
    });
  }

  private async open(id: string | null): Promise<void> {
    this.tried = false;
    if (!id) {
      this.draft = null;
      return;
    }
    const known = this.library.get(id);
    if (known) this.draft = Draft.of(known);
    this.changes.changed();
    await this.trying(async () => {
      const { article } = await this.door.http.get<{ article: Article }>(`/articles/${id}`);
      this.library.put([article]);
      // Nothing was written while it was on its way.
      if (!this.draft?.dirty) this.draft = Draft.of(article);
    });
  }

  private blank(lang: string | undefined, translate: boolean): void {
    const like = translate ? (this.draft?.base ?? undefined) : undefined;
    this.tried = false;
    this.pane = "write";
    this.draft = Draft.blank(emptyFields(lang ?? this.filter.lang ?? this.preferences.lang, like));
  }

  private async save(): Promise<boolean> {
    const { draft } = this;
    if (!draft) return false;
    this.tried = true;
    if (draft.faults.length > 0 || this.busy) return false;
    const { slug, ...fields } = draft.fields;
    const body = { ...fields, title: fields.title.trim(), slug: slug.trim() || null };
    return this.trying(async () => {
      const { article } = draft.id
        ? await this.door.http.put<{ article: Article }>(`/articles/${draft.id}`, {
            ...body,
            doc_id: draft.base?.doc_id,
            url: draft.base?.url,
            revision: draft.revision,
          })
        : await this.door.http.post<{ article: Article }>("/articles", body);
      this.library.put([article]);
      this.draft = (this.draft ?? draft).saved(article, draft.fields);
      this.tried = false;
      this.voice.say(article.status === "published" ? "done.updated" : "done.saved");
    });
  }

  private async publish(): Promise<void> {
    if (!this.draft) return;
    if ((this.draft.dirty || !this.draft.id) && !(await this.save())) return;
    await this.move("publish");
  }

  private async move(verb: "publish" | "unpublish" | "archive" | "check"): Promise<void> {
    const id = this.draft?.id;
    if (!id) return;
    await this.trying(async () => {
      const { article } = await this.door.http.post<{ article: Article }>(`/articles/${id}/${verb}`);
      this.library.put([article]);
      this.draft = this.draft?.moved(article) ?? null;
      this.voice.say(`done.${verb}`);
    });
  }

  private async remove(): Promise<void> {
    const id = this.draft?.id;
    if (!id) return;
    await this.trying(async () => {
      await this.door.http.delete(`/articles/${id}`);
      this.library.remove(id);
      this.draft = null;
      this.voice.say("done.removed");
    });
  }

  private async answer(yes: boolean): Promise<void> {
    const { question } = this;
    this.question = null;
    if (yes) await question?.then();
  }

  private unlessUnsaved(then: () => Promise<void> | void): Promise<void> | void {
    if (!this.draft?.dirty) return then();
    this.question = { kind: "leave", then };
  }

  protected override failed(error: unknown): void {
    const theirs = error instanceof HttpError ? (error.body.current as Article | undefined) : undefined;
    if (error instanceof HttpError && error.code === "revision_conflict" && theirs)
      this.draft = this.draft?.conflict(theirs) ?? null;
    else super.failed(error);
  }
}

const REFUSALS: Readonly<Record<string, EditorKey | undefined>> = {
  offline: "error.offline",
  article_not_found: "error.not_found",
  not_found: "error.not_found",
  slug_taken: "error.slug_taken",
  invalid: "error.invalid",
  invalid_article: "error.invalid",
  too_large: "error.too_large",
};
