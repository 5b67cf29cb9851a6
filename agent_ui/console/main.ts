/** The console's page, which follows the address and says when somebody looks. */
import { mount, surroundings } from "../rooms/mount.js";
import { chime } from "./chime.js";
import { ConsoleController } from "./controller.js";
import { ConsoleApp } from "./ui/console-app.js";

const controller = new ConsoleController({
  ...surroundings(),
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

mount(new ConsoleApp(), controller);

for (const event of ["online", "focus"]) window.addEventListener(event, () => controller.awake());
document.addEventListener("visibilitychange", () => controller.awake());
