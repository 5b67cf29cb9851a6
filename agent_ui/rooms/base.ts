/** The parts every room's elements are dressed from: buttons, fields, chips, faces. */
import { buttons } from "./look/buttons.js";
import { chips } from "./look/chips.js";
import { faces } from "./look/faces.js";
import { fields } from "./look/fields.js";
import { ground } from "./look/ground.js";

export const base = [ground, buttons, fields, chips, faces];
