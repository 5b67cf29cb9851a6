/** Whether a key belongs to a text. */
import { deepFocus } from "../../rooms/dialog.js";

/** Is the person typing somewhere? Then letters are letters. */
export function writing(event: KeyboardEvent): boolean {
  if (event.isComposing) return true;
  const focused = deepFocus();
  if (!focused) return false;
  return focused.isContentEditable || ["TEXTAREA", "SELECT"].includes(focused.tagName) || isText(focused);
}

function isText(element: HTMLElement): boolean {
  return element instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(element.type);
}
