/**
 * What the widget uses of Lit's decorators, in the one form that our compiler makes of them. Lit's own also bring the
 * standard form along, 400 bytes that every visitor would load.
 */
import type { LitElement } from "lit";

type Made = typeof LitElement;

export const customElement =
  (name: string) =>
  (made: CustomElementConstructor): void =>
    customElements.define(name, made);

/** Set by templates alone, never by an attribute. */
export const property =
  () =>
  (prototype: object, name: string): void =>
    (prototype.constructor as Made).createProperty(name, { attribute: false });

/** What an element keeps to itself. */
export const state = property;

export const query =
  (selector: string) =>
  (prototype: object, name: string): void => {
    Object.defineProperty(prototype, name, {
      get(this: LitElement): Element | null {
        return this.renderRoot.querySelector(selector);
      },
    });
  };
