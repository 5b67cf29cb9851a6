/** Joins the chat, the elements and the page around the frame. */
import { pickFrom } from "../shared/i18n.js";
import { Link } from "../shared/socket.js";
import type { Attachment } from "../shared/wire.js";
import { Bridge } from "./bridge.js";
import { dress, firstDress } from "./dress.js";
import { ask, type WidgetEvents } from "./elements/events.js";
import { Frame } from "./elements/frame.js";
import { entranceOf } from "./entrance.js";
import type { Doors } from "./home/doors.js";
import { Chat } from "./models/chat.js";
import { Connection, PATIENCE_MS } from "./models/connection.js";
import { KEPT } from "./models/kept.js";
import { keepLook, readLook, type Look } from "./models/look.js";
import { INTAKE, OTHERS } from "./models/opening.js";
import { Parts, type Part } from "./models/parts.js";
import { ownerOf } from "./models/state.js";
import { openStorage, readJson } from "./models/storage.js";
import { uuid } from "./models/uuid.js";
import { attributesOf, pageOf, type Visit } from "./models/visit.js";
import { speechOf } from "./speech.js";
import { telling } from "./telling.js";
import { codeOf, http, newSession } from "./visitor-http.js";
import { offered } from "./words.js";

const query = new URLSearchParams(location.search);
const storage = openStorage();
const bridge = new Bridge(query.get("host") ?? "");
const connection = new Connection(navigator.onLine, Date.now());
const frame = new Frame();
let look = readLook(storage);
let shown = !bridge.framed;
/** The messages can be drawn: before, nobody has seen them. */
let readable = false;
/** Nothing is sent before it is known that nothing is asked, or it is answered. */
let held = true;
/** Where the customer is, and what the page knows of them. */
let visit: Visit | undefined;

const later = (run: () => void, ms: number): void => void setTimeout(run, ms);
const parts = new Parts(
  {
    talk: async () => {
      await import("./talk/log.js");
      readable = true;
      regard();
    },
    files: async () => {
      const { Files } = await import("./parts/files.js");
      chat.show({ files: new Files(chat) });
    },
    closing: () => import("./parts/closing.js").then(granting),
    menu: () => import("./parts/menu.js").then(granting),
    waiting: () => import("./parts/waiting.js").then(granting),
  },
  later,
);
const speech = speechOf(
  frame,
  parts,
  pickFrom(offered, [look.lang, query.get("lang"), ...navigator.languages]),
);
const entrance = entranceOf(frame, parts, speech, storage);
const tellPage = telling(bridge, frame, () => visit?.title);
const chat = new Chat({
  link: (token, onState) => new Link({ namespace: "/visitor", token, onState }),
  newSession: (locale, identity) => newSession(locale, identity, readJson(storage, INTAKE)),
  storage,
  newId: uuid,
  now: () => new Date(),
  lang: speech.lang,
  visit: () => visit,
  agree: () => entrance.agree(),
  held: () => held,
  later,
  onChange: draw,
  onLink: (state) => {
    connection.link(state, Date.now());
    drawBanner();
    if (state === "online") lookAround();
  },
  onOther: lookAround,
});

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

/** What brings wishes of its own also brings who grants them. */
function granting({ grant }: { grant: (frame: Frame, chat: Chat) => void }): void {
  grant(frame, chat);
}

function passed(): Promise<unknown> {
  return entrance.passed(chat.state.timeline.newest);
}

function begin(): void {
  void passed().then(() => {
    held = false;
    parts.need("files");
    chat.start();
  });
}

function rooms(run: (home: typeof import("./home/enter.js")) => void): void {
  speech.more();
  parts.insist(async () => run(await import("./home/enter.js")));
}

/** Are there news in other conversations? */
function lookAround(): void {
  if (storage.get(OTHERS)) rooms((home) => home.look(doors));
}

function draw(): void {
  frame.chat = chat.state;
  const owner = ownerOf(chat.state);
  if (owner === "queue" || (owner !== "nobody" && chat.state.conversation?.ticket)) need("waiting");
  if (owner === "nobody") need("closing");
  tellPage(chat, shown);
}

function drawBanner(): void {
  frame.banner = connection.banner(Date.now());
  later(() => (frame.banner = connection.banner(Date.now())), PATIENCE_MS + 50);
}

function need(part: Part): void {
  parts.need(part);
  speech.more();
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
  chat.look(shown && readable && document.visibilityState === "visible");
}

function say(text: string, files?: Attachment[]): void {
  if (!frame.gated) frame.room = null;
  chat.say(text, files);
  begin();
}

function choose(chosen: Look): void {
  look = { ...look, ...chosen };
  keepLook(storage, look);
}

function on<K extends keyof WidgetEvents>(name: K, run: (detail: WidgetEvents[K]) => void): void {
  frame.addEventListener(`baton-${name}`, (event) => run((event as CustomEvent<WidgetEvents[K]>).detail));
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
on("restart", () => chat.restart());
on("need", need);
on("desk", (run) => run(chat));
on("dismiss", () => bridge.tell("close"));
on("lang", (lang) => {
  choose({ lang });
  void speech.speak(lang);
});
on("quiet", (quiet) => {
  frame.quiet = quiet;
  choose({ quiet });
});
on("theme", (theme) => {
  dress(frame, theme);
  choose({ theme });
});

window.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (frame.room && !frame.gated) ask(frame, "back", null);
  else bridge.tell("close");
});
for (const way of ["online", "offline"] as const)
  window.addEventListener(way, () => {
    connection.browser(way === "online");
    drawBanner();
    if (way === "online") chat.hurry();
  });
window.addEventListener("storage", (event) => {
  if (event.key === KEPT) chat.reread();
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
    entrance.close();
    held = true;
    chat.logout();
    if (shown) begin();
  },
  identify: (token) => {
    entrance.identify(token);
    passed()
      .then(() => chat.identify(token))
      .catch(async (error: unknown) => {
        if (codeOf(error) !== "consent_required" || !(await chat.agree())) throw error;
        await chat.identify(token);
      })
      .catch((error: unknown) => {
        bridge.tell("error", { call: "identify", code: codeOf(error) });
      });
  },
  open: show,
  close: hide,
  lang: (lang) => {
    delete look.lang;
    keepLook(storage, look);
    void speech.speak(pickFrom(offered, [lang]));
  },
});

firstDress(frame, query, look.theme);
frame.quiet = !!look.quiet;
frame.framed = bridge.framed;
draw();
void speech.speak(speech.lang()).then(() => {
  document.body.append(frame);
  parts.need("talk");
  bridge.tell("ready");
  if (shown) show();
  else if (chat.kept) begin();
});
