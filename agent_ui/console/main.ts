/** The console's page, which follows the address and says when somebody looks. */
import { Leader } from "../rooms/leader.js";
import { mount, surroundings } from "../rooms/mount.js";
import { chime } from "./chime.js";
import { ConsoleController } from "./controller.js";
import { ConsoleApp } from "./ui/console-app.js";

const leader = new Leader("baton.console");
const controller = new ConsoleController({
  ...surroundings(),
  storage: localStorage,
  watching: () => document.visibilityState === "visible" && document.hasFocus(),
  chime,
  notify: (title, who) => {
    if (!("Notification" in window) || Notification.permission !== "granted") return;
    const notice = new Notification(title, { body: who, tag: "baton" });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
  },
  leads: () => leader.leads,
});

// The number of people waiting, on the icon of an installed page.
controller.changes.subscribe(() => {
  if ("setAppBadge" in navigator) void navigator.setAppBadge(controller.lists.needing).catch(() => undefined);
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
