/** Everything that a person can ask of the reports; elements send these, the controller obeys. */
import type { Choice } from "./models/choice.js";
import type { ReportName } from "./models/report.js";

export type Command =
  { do: "choose"; choice: Partial<Choice> } | { do: "save_file"; report: ReportName } | { do: "again" };
