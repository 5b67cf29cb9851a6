/** What the console needs of the browser around it. */
import type { Surroundings as OfAnyRoom } from "../rooms/controller.js";
import type { KeyValue } from "../rooms/session.js";

export interface Surroundings extends OfAnyRoom {
  storage: KeyValue;
  /** Is the agent looking at this page? */
  watching: () => boolean;
  /** A soft sound, if the agent wants one. */
  chime: () => void;
  /** A notice of the system; pressing it brings the agent here. */
  notify: (title: string, who: string) => void;
  /** Is this the one of the agent's pages that makes sounds? */
  leads: () => boolean;
}
