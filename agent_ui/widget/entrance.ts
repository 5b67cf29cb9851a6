/** What the desk wants to know of somebody who is new, before anything of theirs is sent. */
import type { Frame } from "./elements/frame.js";
import { INTAKE } from "./models/opening.js";
import type { KeyValue } from "./models/outbox.js";
import type { Parts } from "./models/parts.js";
import type { Intake } from "./parts/intake-model.js";
import type { Speech } from "./speech.js";
import { http } from "./visitor-http.js";

export interface Entrance {
  /** Settled once nothing is asked, or it is answered; who has spoken before is known. */
  passed: (known: unknown) => Promise<unknown>;
  /** The desk asks for an agreement in the middle: whether it is given. */
  agree: () => Promise<boolean>;
  /** What the host site says of who the customer is. */
  identify: (identity: string) => void;
  /** The next one may be somebody else. */
  close: () => void;
}

export function entranceOf(frame: Frame, parts: Parts, speech: Speech, storage: KeyValue): Entrance {
  let identity = "";
  let passing: Promise<unknown> | undefined;
  const ask = (late: boolean) =>
    new Promise<boolean>((done) =>
      parts.insist(async () => {
        const form = await http<Intake>("intake", {});
        if (!form.consent && (late || !form.fields.length)) {
          done(true);
          return;
        }
        speech.more();
        const intake = await import("./parts/intake.js");
        intake.ask(frame, storage, form, identity, late, done);
      }),
    );
  return {
    passed: (known) => (passing ??= storage.get(INTAKE) || known ? Promise.resolve() : ask(false)),
    agree: () => ask(true),
    identify: (token) => (identity = token),
    close: () => {
      identity = "";
      passing = undefined;
    },
  };
}
