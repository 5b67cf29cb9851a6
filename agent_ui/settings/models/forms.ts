/** The settings that are forms, each named like its path and its section. */
import { AwayModel } from "./away.js";
import { ClosingModel } from "./closing.js";
import type { DraftModel, Stamp } from "./draft.js";
import { CAPACITY, FiguresModel, ROUTING } from "./figures.js";
import { HoursModel } from "./hours.js";
import { IntakeModel } from "./intake.js";
import { LanguagesModel } from "./languages.js";
import { LookModel } from "./look.js";
import { TargetsModel } from "./targets.js";

export class Forms {
  readonly hours = new HoursModel();
  readonly sla = new TargetsModel();
  readonly away = new AwayModel();
  readonly routing = new FiguresModel(ROUTING);
  readonly capacity = new FiguresModel(CAPACITY);
  readonly closing = new ClosingModel();
  readonly languages = new LanguagesModel();
  readonly look = new LookModel();
  readonly intake = new IntakeModel();
}

export type Form = keyof Forms;
export type DraftOf<F extends Form> = Forms[F] extends DraftModel<Stamp, infer D> ? D : never;

export function isForm(forms: Forms, name: string): name is Form {
  return Object.hasOwn(forms, name);
}

/** A form, whatever it is about. */
export function formOf(forms: Forms, name: Form): DraftModel<Stamp, unknown> {
  return forms[name];
}
