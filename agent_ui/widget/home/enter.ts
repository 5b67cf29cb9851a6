/** Leads through the rooms behind the chat; loaded when the first of them is entered. */
import type { HelpArticle, Hit, Lang, OwnConversation } from "../../shared/wire.js";
import { OTHERS } from "../models/opening.js";
import type { Doors } from "./doors.js";
import { Home, type HomeWishes } from "./home.js";
import { Reader } from "./reader.js";
import { Librarian } from "./shelf.js";

let guide: Guide | undefined;

/** To the list of chats and the help pages. */
export function enter(doors: Doors): void {
  guideOf(doors).home();
}

/** To an article, from the card under an answer. */
export function read(
  doors: Doors,
  { article_id, title, lang }: Pick<Hit, "article_id" | "title" | "lang">,
): void {
  guideOf(doors).read({ id: article_id, title, lang: lang ?? "" });
}

/** Only count what is new in the other chats. */
export function look(doors: Doors): void {
  void guideOf(doors).count();
}

function guideOf(doors: Doors): Guide {
  return (guide ??= new Guide(doors));
}

class Guide {
  private readonly front = new Home();
  private readonly reader = new Reader();
  private readonly librarian: Librarian;
  private wanted = "";

  constructor(private readonly doors: Doors) {
    const { frame, chat } = doors;
    this.librarian = new Librarian(
      {
        ask: doors.ask,
        later: (run, ms) => void setTimeout(run, ms),
        changed: (shelf) => (this.front.shelf = shelf),
      },
      frame.words.lang,
    );
    frame.addEventListener("baton-back", () => this.back());
    frame.addEventListener("baton-lang", (event) => this.speak((event as CustomEvent<Lang>).detail));
    this.reader.addEventListener("vote", (event) => this.vote((event as CustomEvent<boolean>).detail));
    this.on("search", (text) => this.librarian.type(text));
    this.on("topic", (topic) => this.librarian.pick(topic));
    this.on("article", (entry) => this.read(entry));
    this.on("chat", (id) => {
      chat.turnTo(id).then(
        () => this.leave(),
        () => void this.count(),
      );
    });
    this.on("begin", () => {
      chat.restart();
      this.leave();
    });
  }

  home(): void {
    this.show(this.front);
    if (!this.front.shelf.q) this.librarian.begin(this.doors.frame.words.lang);
    void this.count();
  }

  read({ id, title, lang }: Pick<HelpArticle, "id" | "title" | "lang">): void {
    const { reader } = this;
    Object.assign(reader, { title, tongue: lang, article: undefined });
    this.wanted = id;
    this.from = this.doors.frame.room === this.front;
    this.show(reader);
    this.doors.ask<{ article: HelpArticle }>(`articles/${encodeURIComponent(id)}`).then(
      ({ article }) => {
        if (this.wanted === id)
          Object.assign(reader, { article, title: article.title, tongue: article.lang });
      },
      () => {
        if (this.wanted === id) reader.article = null;
      },
    );
  }

  /** Shown at once; taken back where the desk did not hear it. */
  private vote(helpful: boolean): void {
    const { reader } = this;
    const article = reader.article;
    if (!article) return;
    reader.article = { ...article, vote: helpful };
    this.doors
      .ask(`articles/${encodeURIComponent(article.id)}/vote`, {
        method: "PUT",
        body: JSON.stringify({ helpful }),
      })
      .catch(() => {
        if (reader.article?.id === article.id) reader.article = article;
      });
  }

  private from = false;

  /** The chats of the list, and how many words wait in those that are not shown. */
  async count(): Promise<void> {
    const { ask, chat, frame, storage, changed } = this.doors;
    try {
      const { conversations } = await ask<{ conversations: OwnConversation[] }>("conversations");
      this.front.chats = conversations;
      const others = conversations.filter(({ id }) => id !== chat.state.conversation?.id);
      frame.elsewhere = others.reduce((sum, { unread }) => sum + unread, 0);
      const open = others.some(({ owner, unread }) => owner !== "nobody" || unread);
      if (storage.get(OTHERS) !== "new") {
        if (open) storage.set(OTHERS, "1");
        else storage.remove(OTHERS);
      }
      changed();
    } catch {
      // The list as it was; the connection's banner tells why.
    }
  }

  private back(): void {
    if (this.doors.frame.room === this.reader && this.from) this.home();
    else this.leave();
  }

  private leave(): void {
    const { frame } = this.doors;
    frame.room = null;
    void frame.updateComplete.then(() => frame.focus());
    void this.count();
  }

  private show(room: Home | Reader): void {
    const { frame } = this.doors;
    frame.room = room;
    void frame.updateComplete.then(() => room.updateComplete).then(() => room.focus());
  }

  private speak(lang: Lang): void {
    this.librarian.begin(lang);
  }

  private on<K extends keyof HomeWishes>(name: K, run: (detail: HomeWishes[K]) => void): void {
    this.front.addEventListener(name, (event) => run((event as CustomEvent<HomeWishes[K]>).detail));
  }
}
