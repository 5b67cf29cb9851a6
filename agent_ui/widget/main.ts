/** Joins the chat, the elements and the page around the frame. */
import { pickLang } from "../shared/i18n.js";
import { Link } from "../shared/socket.js";
import type { Attachment, Lang, Message } from "../shared/wire.js";
import { Bridge } from "./bridge.js";
import type { Doors } from "./home/doors.js";
import type { Intake } from "./parts/intake-model.js";
import { Frame } from "./elements/frame.js";
import { ask, type WidgetEvents } from "./elements/events.js";
import { accentTokens } from "./model/accent.js";
import { Chat, INTAKE, OTHERS } from "./model/chat.js";
import { Connection, PATIENCE_MS } from "./model/connection.js";
import { Parts, type Part } from "./model/parts.js";
import { keepLook, readLook, type Theme } from "./model/look.js";
import type { Session } from "./model/ports.js";
import { attributesOf, pageOf, type Visit } from "./model/visit.js";
import { ownerOf, unread } from "./model/state.js";
import { openStorage } from "./model/storage.js";
import { uuid } from "./model/uuid.js";
import { loadPartWords, loadWords } from "./words.js";

const query = new URLSearchParams(location.search);
const storage = openStorage();
const bridge = new Bridge(query.get("host") ?? "");
const connection = new Connection(navigator.onLine, Date.now());
const frame = new Frame();
let look = readLook(storage);
let shown = !bridge.framed;
let reading = pickLang(look.lang, query.get("lang"), ...navigator.languages);
let wordy = false;
/** Where the customer is, and what the page knows of them. */
let visit: Visit | undefined;
/** Nothing is sent before it is known that nothing is asked, or it is answered. */
let held = true;
let passing: Promise<void> | undefined;
/** What the host site said last of who the customer is. */
let identity = "";
let told = { unread: 0, seq: 0, owner: "bot", kept: false };

const chat = new Chat(
  {
    link: (token, onState) => new Link({ namespace: "/visitor", token, onState }),
    newSession,
    storage,
    newId: uuid,
    now: () => new Date(),
    visit: () => visit,
    held: () => held,
    later: (run, ms) => void setTimeout(run, ms),
    onChange: draw,
    onLink: (state) => {
      connection.link(state, Date.now());
      drawBanner();
      if (state === "online") lookAround();
    },
    onOther: lookAround,
  },
  reading,
);

const parts = new Parts(
  {
    talk: () => import("./talk/log.js"),
    files: async () => {
      const { Files } = await import("./parts/files.js");
      chat.state = { ...chat.state, files: new Files(chat) };
      draw();
    },
    closing: () => import("./parts/closing.js"),
    menu: () => import("./parts/menu.js"),
    waiting: () => import("./parts/waiting.js"),
  },
  (run, ms) => void setTimeout(run, ms),
);

function newSession(locale: Lang, identity?: object): Promise<Session> {
  return http("session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ locale, ...identity }),
  });
}

async function http<T>(path: string, how: RequestInit): Promise<T> {
  const answer = await fetch(`/api/v1/visitor/${path}`, how);
  const told = (await answer.json()) as T & { code?: string };
  if (!answer.ok) throw new Error(told.code);
  return told;
}

/** What is behind the chat: the help centre, the list of chats. */
const doors: Doors = {
  frame,
  chat,
  storage,
  ask: async (path, how) => {
    await passed();
    return http(path, { ...how, headers: { authorization: `Bearer ${await chat.token()}` } });
  },
  changed: draw,
};

/** Who was here before has answered; of others it is asked first what the desk wants to know. */
function passed(): Promise<void> {
  passing ??= storage.get(INTAKE) || chat.state.conversation ? Promise.resolve() : new Promise(askFirst);
  return passing;
}

function askFirst(done: () => void): void {
  parts.insist(async () => {
    const form = await http<Intake>("intake", {});
    if (!form.consent && !form.fields.length) {
      done();
      return;
    }
    speakLater();
    const intake = await import("./parts/intake.js");
    intake.ask(frame, form, identity, (given) => {
      storage.set(INTAKE, JSON.stringify(given));
      done();
    });
  });
}

function begin(): void {
  void passed().then(() => {
    held = false;
    parts.need("files");
    chat.start();
  });
}

function rooms(run: (home: typeof import("./home/enter.js")) => void): void {
  speakLater();
  parts.insist(async () => run(await import("./home/enter.js")));
}

/** Are there news in other conversations? */
function lookAround(): void {
  if (storage.get(OTHERS)) rooms((home) => home.look(doors));
}

/** What was refused, by the server's own word for it. */
function codeOf(error: unknown): string {
  const { name, message } = error as Error;
  return name === "Error" ? message : name === "TypeError" ? "offline" : "invalid";
}

function draw(): void {
  frame.chat = chat.state;
  const owner = ownerOf(chat.state);
  if (owner === "queue" || (owner !== "nobody" && chat.state.conversation?.ticket)) need("waiting");
  if (owner === "nobody") need("closing");
  tellPage();
}

function drawBanner(): void {
  frame.banner = connection.banner(Date.now());
  setTimeout(() => (frame.banner = connection.banner(Date.now())), PATIENCE_MS + 50);
}

/** What the page around may want to know: news, and that a person was asked. */
function tellPage(): void {
  const newest = chat.state.timeline.newest;
  const now = {
    unread: shown ? 0 : unread(chat.state) + frame.elsewhere,
    seq: newest?.seq ?? 0,
    owner: ownerOf(chat.state),
    kept: chat.kept,
  };
  if (now.unread !== told.unread) bridge.tell("unread", now.unread);
  if (now.kept !== told.kept) bridge.tell("kept", now.kept);
  if (newest && now.seq > told.seq && chat.state.settled) {
    bridge.tell("message", summary(newest));
    announce(newest);
  }
  if (now.owner !== told.owner && (now.owner === "queue" || now.owner === "agent"))
    bridge.tell("handoff", { owner: now.owner });
  told = now;
}

/** A person is heard at once; the assistant, who answers at once, only by those who look elsewhere. */
function announce({ author: { type } }: Message): void {
  const away = !shown || document.visibilityState === "hidden";
  if (type === "agent" || (type === "bot" && away))
    quietly(
      import("./parts/news.js").then((news) =>
        news.announce(frame, unread(chat.state), visit?.title, bridge),
      ),
    );
}

function summary(message: Message): object {
  return { author: message.author.type, kind: message.kind, seq: message.seq };
}

/** Loads what is to be shown, and with the first of it the words of all that is loaded later. */
function need(part: Part): void {
  parts.need(part);
  speakLater();
}

function speakLater(): void {
  if (wordy) return;
  wordy = true;
  parts.insist(speakMore);
}

async function speakMore(): Promise<void> {
  const lang = reading;
  const more = await loadPartWords(lang);
  if (reading === lang) frame.more = more;
}

async function speak(lang: Lang): Promise<void> {
  reading = lang;
  const words = await loadWords(lang);
  if (reading !== lang) return;
  frame.words = words;
  if (wordy) parts.insist(speakMore);
  document.documentElement.lang = lang;
  document.documentElement.dir = frame.words.dir;
  document.title = frame.words.t("title");
  chat.setLang(lang);
}

function dress(theme: Theme): void {
  frame.theme = theme;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function show(): void {
  shown = true;
  begin();
  regard();
  void frame.updateComplete.then(() => frame.focus());
  draw();
}

function hide(): void {
  shown = false;
  regard();
}

function regard(): void {
  chat.look(shown && document.visibilityState === "visible");
}

function say(text: string, files?: Attachment[]): void {
  if (!frame.gated) frame.room = null;
  chat.say(text, files);
  begin();
}

function on<K extends keyof WidgetEvents>(name: K, run: (detail: WidgetEvents[K]) => void): void {
  frame.addEventListener(`baton-${name}`, (event) => run((event as CustomEvent<WidgetEvents[K]>).detail));
}

function quietly(work: Promise<void>): void {
  work.catch(() => undefined);
}

on("say", (text) => say(text, chat.state.files?.take()));
on("typing", (typing) => chat.typing(typing));
on("choose", ({ message, buttonId, title }) => chat.choose(message, buttonId, title));
on("human", () => {
  frame.room = null;
  chat.askHuman();
});
on("home", () => rooms((home) => home.enter(doors)));
on("read", (hit) => rooms((home) => home.read(doors, hit)));
on("retry", (id) => chat.retry(id));
on("discard", (id) => chat.discard(id));
on("rate", ({ score, comment, answers }) => quietly(chat.rate(score, comment, answers)));
on("restart", () => chat.restart());
on("end", () => quietly(chat.end()));
on("unqueue", () => quietly(chat.unqueue()));
on("contact", ({ left, done }) => {
  chat.leave(left).then(
    () => done(true),
    () => done(false),
  );
});
on("need", need);
on("dismiss", () => bridge.tell("close"));
on("lang", (lang) => {
  look = { ...look, lang };
  keepLook(storage, look);
  void speak(lang);
});
on("quiet", (quiet) => {
  frame.quiet = quiet;
  look = { ...look, quiet };
  keepLook(storage, look);
});
on("theme", (theme) => {
  look = { ...look, theme };
  keepLook(storage, look);
  dress(theme);
});

window.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (frame.room && !frame.gated) ask(frame, "back", null);
  else bridge.tell("close");
});
window.addEventListener("online", () => {
  connection.browser(true);
  drawBanner();
  chat.hurry();
});
window.addEventListener("offline", () => {
  connection.browser(false);
  drawBanner();
});
window.addEventListener("storage", (event) => {
  if (event.key === "baton.conversation") chat.reread();
});
document.addEventListener("visibilitychange", () => {
  regard();
  if (document.visibilityState === "visible") chat.hurry();
});

bridge.listen({
  page: (page) => (visit = { ...visit, ...pageOf(page) }),
  attributes: (values) => (visit = { ...visit, attributes: attributesOf(values) }),
  say,
  logout: () => {
    identity = "";
    held = true;
    passing = undefined;
    chat.logout();
    if (shown) begin();
  },
  identify: (token) => {
    identity = token;
    passed()
      .then(() => chat.identify(token))
      .catch((error: unknown) => {
        bridge.tell("error", { call: "identify", code: codeOf(error) });
      });
  },
  open: show,
  close: hide,
  lang: (lang) => {
    delete look.lang;
    keepLook(storage, look);
    void speak(pickLang(lang));
  },
});

/** The look that the desk has chosen came with the page; what the tag says is stronger. */
const { dataset, style } = document.documentElement;
dress(look.theme ?? (dataset.theme as Theme | undefined) ?? "system");
for (const [name, value] of [
  ...Object.entries(JSON.parse(dataset.look ?? "{}") as Record<string, string>),
  ...accentTokens(query.get("accent") ?? dataset.accent ?? ""),
])
  style.setProperty(name, value);
frame.quiet = !!look.quiet;
frame.site = query.get("title") ?? dataset.title ?? "";
frame.framed = bridge.framed;
draw();
void speak(reading).then(() => {
  document.body.append(frame);
  parts.need("talk");
  bridge.tell("ready");
  if (shown) show();
  else if (chat.kept) begin();
});
