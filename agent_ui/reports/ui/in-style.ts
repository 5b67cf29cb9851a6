/** Sets style properties from a template: the page's policy refuses style attributes, which Lit's own would write. */
import { noChange } from "lit";
import { directive, Directive, PartType, type ElementPart, type PartInfo } from "lit/directive.js";

class InStyle extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("inStyle stands in an element's tag.");
  }

  override render(properties: Readonly<Record<string, string>>): unknown {
    return properties;
  }

  override update(part: ElementPart, [properties]: Parameters<this["render"]>) {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, value);
    return noChange;
  }
}

export const inStyle = directive(InStyle);
