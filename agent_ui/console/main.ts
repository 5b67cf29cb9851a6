/** The console's page, which follows the address and says when somebody looks. */
import { mount, surroundings } from "../rooms/mount.js";
import { tabsOf } from "../rooms/tabs.js";
import { chime } from "./chime.js";
import { ConsoleController } from "./controller.js";
import { ConsoleApp } from "./ui/console-app.js";

let notice: Notification | null = null;
const controller = new ConsoleController({
  ...surroundings(),
  storage: localStorage,
  watching: () => document.visibilityState === "visible" && document.hasFocus(),
  chime,
  notify: (title, who) => {
    if (!("Notification" in window) || Notification.permission !== "granted") return;
    notice?.close();
    const shown = new Notification(title, { body: who, tag: "baton" });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
    notice = shown;
  },
  ...tabsOf("console"),
});

// The number of people waiting, on the icon of an installed page.
controller.changes.subscribe(() => {
  if ("setAppBadge" in navigator) void navigator.setAppBadge(controller.lists.needing).catch(() => undefined);
});

// Nobody needs this agent any more: what said so goes.
controller.changes.subscribe(() => {
  if (controller.lists.needing > 0) return;
  notice?.close();
  notice = null;
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
// Another tab of this agent has written on: they share one connection, and so are not told by the desk.
window.addEventListener("storage", ({ key }) => {
  if (key?.startsWith("baton.draft.")) controller.aids.writtenElsewhere();
});
document.addEventListener("visibilitychange", () => controller.awake());
