/** The editor's page: builds the controller, mounts the room, guards what is not saved. */
import { PreferenceStore } from "../rooms/settings.js";
import { SessionStore } from "../rooms/session.js";
import { EditorController } from "./controller.js";
import { EditorApp } from "./ui/editor-app.js";

const controller = new EditorController({
  sessions: new SessionStore(sessionStorage, localStorage),
  preferences: new PreferenceStore(localStorage, navigator.languages),
});

// The address names the open article, so that a reload or a bookmark finds it again.
let wanted = named() === "new" ? null : named();
controller.changes.subscribe(follow);
follow();

function follow(): void {
  if (!controller.door.open) return;
  if (wanted) {
    controller.obey({ do: "open", id: wanted });
    wanted = null;
    return;
  }
  if (controller.address === named() || controller.busy) return;
  history.pushState(null, "", controller.address ? `#${controller.address}` : location.pathname);
}

window.addEventListener("popstate", () => {
  const id = named();
  if (id === controller.address) return;
  controller.obey(id === "new" ? { do: "new" } : { do: "open", id });
});

window.addEventListener("beforeunload", (event) => {
  if (controller.draft?.dirty) event.preventDefault();
});

function named(): string | null {
  return location.hash.slice(1) || null;
}

const app = new EditorApp();
app.controller = controller;
document.body.append(app);
