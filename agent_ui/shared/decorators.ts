/**
 * What the widget uses of Lit's decorators, in the one form that our compiler makes of them. Lit's own also bring the
 * standard form along, 400 bytes that every visitor would load.
 */
import type { LitElement, PropertyDeclaration } from "lit";

type Made = typeof LitElement;

export const customElement =
  (name: string) =>
  (made: CustomElementConstructor): void =>
    customElements.define(name, made);

export const property =
  (options?: PropertyDeclaration) =>
  (prototype: object, name: string): void =>
    (prototype.constructor as Made).createProperty(name, options);

export const state = (): ((prototype: object, name: string) => void) =>
  property({ state: true, attribute: false });

export const query =
  (selector: string) =>
  (prototype: object, name: string): void => {
    Object.defineProperty(prototype, name, {
      get(this: LitElement): Element | null {
        return this.renderRoot.querySelector(selector);
      },
    });
  };
