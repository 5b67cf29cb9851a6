/** The editor's page, which follows the address and guards what is not saved. */
import { mount, surroundings } from "../rooms/mount.js";
import { EditorController } from "./controller.js";
import { EditorApp } from "./ui/editor-app.js";

const controller = new EditorController(surroundings());

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

mount(new EditorApp(), controller);
