/** Puts a room on its page: the log-in and preferences of this browser, the controller, the element. */
import type { RoomApp } from "./app.js";
import type { RoomController, Surroundings } from "./controller.js";
import { SessionStore } from "./session.js";
import { PreferenceStore } from "./settings.js";
import type { AppWords } from "./words.js";

export function surroundings(): Surroundings {
  return {
    sessions: new SessionStore(sessionStorage, localStorage),
    preferences: new PreferenceStore(localStorage, navigator.languages),
  };
}

export function mount<C extends { do: string }, R extends RoomController<C>>(
  app: RoomApp<C, R, AppWords>,
  controller: R,
): void {
  app.controller = controller;
  controller.begin();
  document.body.append(app);
}
