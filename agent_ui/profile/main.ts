/** The page of one's own account, and the door for those who were invited. */
import { mount, surroundings } from "../rooms/mount.js";
import { ProfileController } from "./controller.js";
import { inviteOf } from "./models/invite.js";
import { ProfileApp } from "./ui/profile-app.js";

const controller = new ProfileController(surroundings(), inviteOf(location.hash));

// An invitation is a secret: it stays neither in the address nor in the history.
if (controller.invite) history.replaceState(null, "", location.pathname);

window.addEventListener("beforeunload", (event) => {
  if (controller.unsaved) event.preventDefault();
});

mount(new ProfileApp(), controller);
