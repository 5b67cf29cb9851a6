/** The live board's page. */
import { mount, surroundings } from "../rooms/mount.js";
import { tabsOf } from "../rooms/tabs.js";
import { BoardController } from "./controller.js";
import { BoardApp } from "./ui/board-app.js";

const controller = new BoardController({ ...surroundings(), ...tabsOf("board") });
mount(new BoardApp(), controller);

for (const event of ["online", "focus"]) window.addEventListener(event, () => controller.awake());
