export { customElement, property, query, state } from "../../shared/decorators.js";
