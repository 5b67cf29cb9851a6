/** The console's page: builds the controller, mounts the room, feeds it keys and time. */
import { PreferenceStore } from "../rooms/settings.js";
import { SessionStore } from "../rooms/session.js";
import { chime } from "./chime.js";
import { ConsoleController } from "./controller.js";
import { ConsoleApp } from "./ui/console-app.js";

const controller = new ConsoleController({
  sessions: new SessionStore(sessionStorage, localStorage),
  preferences: new PreferenceStore(localStorage, navigator.languages),
  storage: localStorage,
  watching: () => document.visibilityState === "visible" && document.hasFocus(),
  chime,
});

// The address names the open conversation: a reload finds it again, and "back" leaves it on a phone.
controller.selected = named();
controller.changes.subscribe(() => {
  if (!controller.door.open || controller.selected === named()) return;
  const address = controller.selected ? `#${controller.selected}` : location.pathname;
  if (controller.selected && named()) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
});
window.addEventListener("popstate", () => controller.obey({ do: "select", id: named() }));

function named(): string | null {
  return location.hash.slice(1) || null;
}

const app = new ConsoleApp();
app.controller = controller;
document.body.append(app);

for (const event of ["online", "focus"]) window.addEventListener(event, () => controller.awake());
document.addEventListener("visibilitychange", () => controller.awake());
