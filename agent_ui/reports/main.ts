/** The reports' page: its address keeps what is looked at. */
import { mount, surroundings } from "../rooms/mount.js";
import { ReportsController } from "./controller.js";
import { ReportsApp } from "./ui/reports-app.js";

const controller = new ReportsController(surroundings(), {
  address: () => location.search,
  keep: (address) => history.replaceState(null, "", address),
  save: (file, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  },
});

mount(new ReportsApp(), controller);
