import type { System } from "../../system/revisions.ts";
import type { State } from "./definition.ts";

/**
 * States in front of `next` that give an input without `traceparent` an empty one, because later states require the
 * path. D17: they are missing, so a run without tracing breaks, and so does the report of that.
 */
export function traceDefault(system: System, next: string): { startAt: string; states: Record<string, State> } {
  if (system.has("D17")) return { startAt: next, states: {} };
  return {
    startAt: "CheckTraceparent",
    states: {
      CheckTraceparent: {
        Type: "Choice",
        Choices: [{ Variable: "$.traceparent", IsPresent: true, Next: next }],
        Default: "WithoutTrace",
      },
      WithoutTrace: { Type: "Pass", Result: "", ResultPath: "$.traceparent", Next: next },
    },
  };
}
