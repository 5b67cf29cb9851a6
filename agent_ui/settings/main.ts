/** The settings' page, which guards what is not saved. */
import { mount, surroundings } from "../rooms/mount.js";
import { SettingsController } from "./controller.js";
import { SettingsApp } from "./ui/settings-app.js";

const controller = new SettingsController(surroundings());

window.addEventListener("beforeunload", (event) => {
  if (controller.unsaved) event.preventDefault();
});

mount(new SettingsApp(), controller);
