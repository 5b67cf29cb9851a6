/** What every part of the settings is given to draw. */
import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { SettingsWords } from "../words.js";

abstract class Part extends LitElement {
  @property({ attribute: false }) words!: SettingsWords;
  /** Moves with every change inside the model or the keeper, which stay the same objects. */
  @property({ attribute: false }) version = 0;
  @property({ type: Boolean }) busy = false;

  /** Whoever comes to a section stands at its heading. */
  focusHeading(): void {
    this.renderRoot.querySelector("h1")?.focus();
  }
}

/** A part that is a form: what is in force, and what is written over it. */
export abstract class ModelPart<M> extends Part {
  @property({ attribute: false }) model!: M;
}

/** A part whose keeper holds what there is and what is being done to it. */
export abstract class KeeperPart<K> extends Part {
  @property({ attribute: false }) keeper!: K;
}
