/** The settings' page: builds the controller, mounts the room, guards what is not saved. */
import { PreferenceStore } from "../rooms/settings.js";
import { SessionStore } from "../rooms/session.js";
import { SettingsController } from "./controller.js";
import { SettingsApp } from "./ui/settings-app.js";

const controller = new SettingsController({
  sessions: new SessionStore(sessionStorage, localStorage),
  preferences: new PreferenceStore(localStorage, navigator.languages),
});

window.addEventListener("beforeunload", (event) => {
  if (controller.answering.turned) event.preventDefault();
});

const app = new SettingsApp();
app.controller = controller;
document.body.append(app);
