import type { Forms } from "../planting/written-down.ts";

/** A report as an engineer would paste it; a test changes what it is about. */
export const PLAIN_FORMS: Forms = {
  rows: "json",
  lines: "slog json",
  answers: "curl -i",
  executions: "described",
  language: "English",
  before: "",
  lineEnd: "\n",
};
