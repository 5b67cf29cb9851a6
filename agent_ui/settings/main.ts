/** The settings' page, which guards what is not saved and keeps the open section in its address. */
import { mount, surroundings } from "../rooms/mount.js";
import { SettingsController } from "./controller.js";
import { sectionOf } from "./sections.js";
import { SettingsApp } from "./ui/settings-app.js";

const controller = new SettingsController(surroundings());
controller.section = sectionOf(location.hash) ?? controller.section;

window.addEventListener("beforeunload", (event) => {
  if (controller.unsaved) event.preventDefault();
});

window.addEventListener("hashchange", () => {
  const section = sectionOf(location.hash);
  if (section && section !== controller.section) controller.obey({ do: "section", section });
});

controller.changes.subscribe(() => {
  const { section } = controller;
  const shown = sectionOf(location.hash);
  if (!shown) history.replaceState(null, "", `#${section}`);
  else if (shown !== section) history.pushState(null, "", `#${section}`);
});

mount(new SettingsApp(), controller);
